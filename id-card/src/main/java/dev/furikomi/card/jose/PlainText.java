package dev.furikomi.card.jose;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text that may be shown to a person and signed: it has one UTF-8 form and cannot change how its surroundings read. */
public final class PlainText {

    private PlainText() {}

    /** No control characters, no bidirectional overrides (they could turn a payee's name round), no lone surrogates. */
    public static boolean isPlain(String text) {
        return text.codePoints().noneMatch(PlainText::isTreacherous);
    }

    /**
     * The UTF-8 bytes of text that is about to be signed.
     *
     * @throws IllegalArgumentException on a lone surrogate, for which UTF-8 has no form
     */
    public static byte[] utf8(String text) {
        try {
            var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException loneSurrogate) {
            throw new IllegalArgumentException("The text has no UTF-8 form.", loneSurrogate);
        }
    }

    private static boolean isTreacherous(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE
                || codePoint == 0x200E
                || codePoint == 0x200F
                || codePoint == 0x061C
                || codePoint == 0x2028
                || codePoint == 0x2029
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }
}
