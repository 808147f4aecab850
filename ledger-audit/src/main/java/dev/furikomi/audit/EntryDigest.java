package dev.furikomi.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The SHA-256 of an entry over the bytes that docs/ledger-audit.md lays down. */
final class EntryDigest {

    private static final byte[] DOMAIN = "furikomi-journal-entry/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FIXED_LENGTH = DOMAIN.length + 8 * 6 + 16 + 2 * 3;

    private final MessageDigest sha256 = Sha256.digest();
    private ByteBuffer buffer = ByteBuffer.allocate(256);

    byte[] of(JournalEntry entry, byte[] debitNumber, byte[] creditNumber) {
        byte[] currency = entry.currency().getBytes(StandardCharsets.UTF_8);
        int length = FIXED_LENGTH + debitNumber.length + creditNumber.length + currency.length;
        if (buffer.capacity() < length) {
            buffer = ByteBuffer.allocate(length);
        }
        buffer.clear();
        buffer.put(DOMAIN)
                .putLong(entry.id())
                .putLong(entry.transferId().getMostSignificantBits())
                .putLong(entry.transferId().getLeastSignificantBits());
        text(debitNumber);
        text(creditNumber);
        buffer.putLong(entry.amountMinor());
        text(currency);
        buffer.putLong(entry.debitBalanceMinor())
                .putLong(entry.creditBalanceMinor())
                .putLong(entry.bookedAtMicros())
                .putLong(entry.writtenIn());
        sha256.update(buffer.array(), 0, buffer.position());
        return sha256.digest();
    }

    private void text(byte[] utf8) {
        if (utf8.length > 0xFFFF) {
            throw new IllegalArgumentException("a text of " + utf8.length + " bytes stands in no entry");
        }
        buffer.putShort((short) utf8.length).put(utf8);
    }
}
