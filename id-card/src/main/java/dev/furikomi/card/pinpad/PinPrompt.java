package dev.furikomi.card.pinpad;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import javax.smartcardio.CommandAPDU;

/**
 * PIN_VERIFY_STRUCTURE of PC/SC part 10 (section 2.5.2), for a PIN of 6 to 8 ASCII digits in a block of 8 bytes. The reader
 * puts the digits in place of the block of the command.
 *
 * @param verify VERIFY with a block of FF instead of a PIN
 */
record PinPrompt(CommandAPDU verify, Locale language, int timeoutSeconds) {

    static final int LENGTH_MIN = 6;
    static final int LENGTH_MAX = 8;

    private static final int HEADER_LENGTH = 19;

    /** Units are bytes, the PIN begins at byte 0, is justified left and is in ASCII. */
    private static final int FORMAT = 0x82;

    /** The reader adds no length; the block has 8 bytes. */
    private static final int BLOCK = 0x08;

    private static final int NO_LENGTH_FIELD = 0;

    /** The entry ends with the validation key, so that one digit too many is not an entry. */
    private static final int ENDS_WITH_VALIDATION_KEY = 0x02;

    private static final int ONE_MESSAGE = 1;
    private static final int ENGLISH = 0x0409;
    private static final int JAPANESE = 0x0411;

    byte[] toBytes() {
        byte[] command = verify.getBytes();
        return ByteBuffer.allocate(HEADER_LENGTH + command.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) timeoutSeconds)
                .put((byte) timeoutSeconds)
                .put((byte) FORMAT)
                .put((byte) BLOCK)
                .put((byte) NO_LENGTH_FIELD)
                .putShort((short) (LENGTH_MIN << Byte.SIZE | LENGTH_MAX))
                .put((byte) ENDS_WITH_VALIDATION_KEY)
                .put((byte) ONE_MESSAGE)
                .putShort((short) languageIdentifier())
                .put((byte) 0)
                .put(new byte[3])
                .putInt(command.length)
                .put(command)
                .array();
    }

    /** Of USB's language identifiers; readers that do not know one show English. */
    private int languageIdentifier() {
        return language.getLanguage().equals(Locale.JAPANESE.getLanguage()) ? JAPANESE : ENGLISH;
    }
}
