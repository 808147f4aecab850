package dev.furikomi.card.jose;

import java.util.Base64;
import java.util.Optional;

/** Base64url without padding (RFC 4648 section 5), the one form of binary values in JSON; exactly one text per value. */
public final class Base64Url {

    private Base64Url() {}

    public static String encode(byte[] value) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    /** Empty when the text is not the canonical form of any value: padding and stray bits are refused. */
    public static Optional<byte[]> decode(String text) {
        try {
            byte[] value = Base64.getUrlDecoder().decode(text);
            return encode(value).equals(text) ? Optional.of(value) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
