package dev.furikomi.e2e.card;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Length-prefixed fields (protocol.md, section 6), written a second time so that a shared mistake cannot hide. */
final class SignedBytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    SignedBytes add(String field) {
        return add(field.getBytes(StandardCharsets.UTF_8));
    }

    SignedBytes add(byte[] field) {
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(field.length).array());
        bytes.writeBytes(field);
        return this;
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    byte[] digest() {
        return sha256(toByteArray());
    }

    static byte[] sha256(String ascii) {
        return sha256(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
