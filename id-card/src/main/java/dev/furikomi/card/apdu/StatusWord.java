package dev.furikomi.card.apdu;

/** The status words SW1 SW2 (ISO 7816-4 section 5.6, table 6) that a PIV card answers with. */
public final class StatusWord {

    public static final int NO_ERROR = 0x9000;
    public static final int MEMORY_FAILURE = 0x6581;
    public static final int VERIFICATION_FAILED = 0x6300;
    public static final int WRONG_LENGTH = 0x6700;
    public static final int LOGICAL_CHANNEL_NOT_SUPPORTED = 0x6881;
    public static final int SECURE_MESSAGING_NOT_SUPPORTED = 0x6882;
    public static final int LAST_COMMAND_OF_CHAIN_EXPECTED = 0x6883;
    public static final int SECURITY_STATUS_NOT_SATISFIED = 0x6982;
    public static final int AUTHENTICATION_METHOD_BLOCKED = 0x6983;
    public static final int CONDITIONS_OF_USE_NOT_SATISFIED = 0x6985;
    public static final int INCORRECT_DATA = 0x6A80;
    public static final int FUNCTION_NOT_SUPPORTED = 0x6A81;
    public static final int FILE_NOT_FOUND = 0x6A82;
    public static final int NOT_ENOUGH_MEMORY = 0x6A84;
    public static final int INCORRECT_P1_P2 = 0x6A86;
    public static final int REFERENCED_DATA_NOT_FOUND = 0x6A88;
    public static final int WRONG_P1_P2 = 0x6B00;
    public static final int INSTRUCTION_NOT_SUPPORTED = 0x6D00;
    public static final int CLASS_NOT_SUPPORTED = 0x6E00;
    public static final int UNKNOWN_ERROR = 0x6F00;

    private static final int SW1_BYTES_AVAILABLE = 0x61;
    private static final int SW1_WRONG_LE = 0x6C;
    private static final int COUNTER = 0x63C0;

    private StatusWord() {}

    /** 61xx: that many bytes (00 means 256 or more) are still to be fetched with GET RESPONSE. */
    public static boolean saysBytesAvailable(int statusWord) {
        return statusWord >>> 8 == SW1_BYTES_AVAILABLE;
    }

    /** 6Cxx: the same command again with Le = xx. */
    public static boolean saysWrongExpectedLength(int statusWord) {
        return statusWord >>> 8 == SW1_WRONG_LE;
    }

    /** 63Cx: verification failed, x tries are left. */
    public static boolean saysTriesLeft(int statusWord) {
        return (statusWord & 0xFFF0) == COUNTER;
    }

    public static int triesLeft(int statusWord) {
        return statusWord & 0xF;
    }

    /** The status word of a failed verification; the counter has one hexadecimal digit. */
    public static int withTriesLeft(int tries) {
        return COUNTER | Math.min(tries, 0xF);
    }

    /** The length that 61xx or 6Cxx names. */
    public static int lengthIn(int statusWord) {
        int length = statusWord & 0xFF;
        return length == 0 ? 256 : length;
    }

    /** Four hexadecimal digits, as specifications write it. */
    public static String hex(int statusWord) {
        return String.format("%04X", statusWord);
    }
}
