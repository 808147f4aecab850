package dev.furikomi.card.piv;

/** The numbers of SP 800-73 that client and software card share. */
public final class Piv {

    /** Algorithm identifier of ECC P-256 (SP 800-78-5 table 10). */
    public static final int ALGORITHM_ECC_P256 = 0x11;

    public static final int PIN_REFERENCE = 0x80;
    public static final int PUK_REFERENCE = 0x81;
    public static final int MANAGEMENT_KEY_REFERENCE = 0x9B;
    public static final int PIN_LENGTH = 8;
    public static final int PIN_LENGTH_MIN = 6;

    /** P1 and P2 of GET DATA and PUT DATA: the current file, which is the application. */
    public static final int CURRENT_FILE = 0x3FFF;

    public static final int OBJECT_DISCOVERY = 0x7E;
    public static final int OBJECT_CHUID = 0x5FC102;
    public static final int OBJECT_CARD_CAPABILITY = 0x5FC107;

    public static final int TAG_APPLICATION_PROPERTY_TEMPLATE = 0x61;
    public static final int TAG_APPLICATION_IDENTIFIER = 0x4F;
    public static final int TAG_COEXISTENT_TAG_ALLOCATION = 0x79;
    public static final int TAG_LIST = 0x5C;
    public static final int TAG_DISCRETIONARY_DATA = 0x53;
    public static final int TAG_CERTIFICATE = 0x70;
    public static final int TAG_CERTIFICATE_INFORMATION = 0x71;
    public static final int TAG_ERROR_DETECTION_CODE = 0xFE;
    public static final int TAG_DYNAMIC_AUTHENTICATION_TEMPLATE = 0x7C;
    public static final int TAG_PIN_USAGE_POLICY = 0x5F2F;
    public static final int TAG_WITNESS = 0x80;
    public static final int TAG_CHALLENGE = 0x81;
    public static final int TAG_RESPONSE = 0x82;

    /** CertInfo: the certificate is compressed with gzip. */
    public static final int CERTIFICATE_COMPRESSED = 0x01;

    private static final byte[] APPLICATION_IDENTIFIER = {
        (byte) 0xA0, 0, 0, 3, 8, 0, 0, 0x10, 0, 1, 0,
    };
    private static final int APPLICATION_IDENTIFIER_WITHOUT_VERSION = 9;

    private Piv() {}

    /** The whole application identifier, with version 1.0. */
    public static byte[] applicationIdentifier() {
        return APPLICATION_IDENTIFIER.clone();
    }

    /** Right-truncated, which selects whatever version the card has (SP 800-73-5 part 2, section 3.1.1). */
    public static byte[] truncatedApplicationIdentifier() {
        return java.util.Arrays.copyOf(APPLICATION_IDENTIFIER, APPLICATION_IDENTIFIER_WITHOUT_VERSION);
    }
}
