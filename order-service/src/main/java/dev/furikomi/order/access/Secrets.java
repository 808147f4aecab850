package dev.furikomi.order.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Random tokens, of which only the SHA-256 is ever stored. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 32;
    private static final int HEX_LENGTH = 64;

    private Secrets() {}

    static String newToken() {
        byte[] token = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** SHA-256 of the token's characters, base64url without padding. */
    static String sha256(String token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(token));
    }

    /** Compares in constant time with a hash in base64url or hexadecimal. */
    static boolean matches(String token, String sha256) {
        try {
            byte[] expected = sha256.length() == HEX_LENGTH
                    ? HexFormat.of().parseHex(sha256)
                    : Base64.getUrlDecoder().decode(sha256);
            return MessageDigest.isEqual(digest(token), expected);
        } catch (IllegalArgumentException notAHash) {
            return false;
        }
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
