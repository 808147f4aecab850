package dev.furikomi.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over something whose first bytes say what it is. */
final class Sha256 {

    static final int LENGTH = 32;
    static final HexFormat HEX = HexFormat.of();

    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A digest that has taken the domain's name. */
    static MessageDigest of(String domain) {
        MessageDigest digest = digest();
        digest.update(domain.getBytes(StandardCharsets.US_ASCII));
        return digest;
    }

    static boolean isHash(String hex) {
        return hex.matches("[0-9a-f]{64}");
    }
}
