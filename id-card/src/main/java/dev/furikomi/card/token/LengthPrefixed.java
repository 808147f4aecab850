package dev.furikomi.card.token;

import dev.furikomi.card.jose.Digests;
import dev.furikomi.card.jose.PlainText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Fields in a row, each preceded by its length as 4 bytes big-endian: no two rows of fields give the same bytes. */
final class LengthPrefixed {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    LengthPrefixed text(String field) {
        return bytes(PlainText.utf8(field));
    }

    LengthPrefixed bytes(byte[] field) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
        bytes.writeBytes(field);
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    byte[] sha256() {
        return Digests.sha256(toBytes());
    }
}
