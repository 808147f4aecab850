package dev.furikomi.card.apdu;

/** Instruction bytes (ISO 7816-4 table 4.2; GENERAL AUTHENTICATE and GET DATA as SP 800-73 uses them) and class bytes. */
public final class Instruction {

    public static final int CLASS_INTERINDUSTRY = 0x00;

    /** Command chaining: not the last command of a chain (ISO 7816-4 section 5.3.3). */
    public static final int CLASS_CHAINING = 0x10;

    public static final int VERIFY = 0x20;
    public static final int GENERAL_AUTHENTICATE = 0x87;
    public static final int SELECT = 0xA4;
    public static final int GET_RESPONSE = 0xC0;
    public static final int GET_DATA = 0xCB;

    private Instruction() {}
}
