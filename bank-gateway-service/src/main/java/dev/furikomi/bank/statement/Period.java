package dev.furikomi.bank.statement;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * A span of time.
 *
 * @param from its first moment
 * @param to the moment before which it ends
 */
public record Period(Instant from, Instant to) {

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    /** All that the books can hold. */
    public static final Period EVER = new Period(EARLIEST, LATEST);

    /** The same moment; before 1970 or after 9998 nothing is booked, and the database may not know the date. */
    public static Instant storable(Instant moment) {
        if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
            throw new DateTimeException("The moment is out of range.");
        }
        return moment;
    }

    public boolean isEmpty() {
        return !from.isBefore(to);
    }
}
