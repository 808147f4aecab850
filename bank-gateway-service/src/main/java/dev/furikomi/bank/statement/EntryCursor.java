package dev.furikomi.bank.statement;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;

/** Where the next page begins; opaque to who carries it. */
public record EntryCursor(EntryOrder order, EntryKey after) {

    private static final int LENGTH = 1 + 2 * Long.BYTES;

    /** As text for an address. */
    public String text() {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH)
                .put((byte) order.ordinal())
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, after.bookedAt()))
                .putLong(after.id());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** What {@link #text()} made, if it is that. */
    public static Optional<EntryCursor> of(String text) {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(text);
            if (decoded.length != LENGTH || decoded[0] < 0 || decoded[0] >= EntryOrder.values().length) {
                return Optional.empty();
            }
            ByteBuffer bytes = ByteBuffer.wrap(decoded);
            EntryOrder order = EntryOrder.values()[bytes.get()];
            Instant bookedAt = Period.storable(Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS));
            return Optional.of(new EntryCursor(order, new EntryKey(bookedAt, bytes.getLong())));
        } catch (IllegalArgumentException | BufferUnderflowException | DateTimeException | ArithmeticException other) {
            return Optional.empty();
        }
    }
}
