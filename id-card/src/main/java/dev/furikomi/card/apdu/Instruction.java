package dev.furikomi.card.apdu;

/** Instruction bytes (ISO 7816-4 table 4.2, as SP 800-73-5 part 2 uses them; YubiKey's own from F7 on) and class bytes. */
public final class Instruction {

    public static final int CLASS_INTERINDUSTRY = 0x00;

    /** Command chaining: not the last command of a chain (ISO 7816-4 section 5.3.3). */
    public static final int CLASS_CHAINING = 0x10;

    public static final int VERIFY = 0x20;
    public static final int CHANGE_REFERENCE_DATA = 0x24;
    public static final int RESET_RETRY_COUNTER = 0x2C;
    public static final int GENERATE_ASYMMETRIC_KEY_PAIR = 0x47;
    public static final int GENERAL_AUTHENTICATE = 0x87;
    public static final int SELECT = 0xA4;
    public static final int GET_RESPONSE = 0xC0;
    public static final int GET_DATA = 0xCB;

    public static final int PUT_DATA = 0xDB;

    /** YubiKey: algorithm, policies and retry counters of a key or PIN. */
    public static final int GET_METADATA = 0xF7;

    /** YubiKey: the device's serial number. */
    public static final int GET_SERIAL = 0xF8;

    /** YubiKey: the version of its PIV application. */
    public static final int GET_VERSION = 0xFD;

    private Instruction() {}
}
