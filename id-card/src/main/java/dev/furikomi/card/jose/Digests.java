package dev.furikomi.card.jose;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, the only digest of the protocol. */
public final class Digests {

    private Digests() {}

    public static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException bug) {
            throw new IllegalStateException("Each Java platform has SHA-256.", bug);
        }
    }

    /** The digest of a compact JWS or JWE: of its ASCII characters. */
    public static byte[] sha256(String compact) {
        return sha256(compact.getBytes(StandardCharsets.US_ASCII));
    }
}
