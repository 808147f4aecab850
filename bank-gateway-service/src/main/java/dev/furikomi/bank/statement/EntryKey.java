package dev.furikomi.bank.statement;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where an entry stands among those of its account. Of one account, moment and id never decrease from entry to entry, and
 * none is ever put between two that were seen; so a page that begins after a key neither repeats nor leaves out.
 */
public record EntryKey(Instant bookedAt, long id) {

    /** Before all entries from this moment on. */
    static EntryKey before(Instant moment) {
        return new EntryKey(nextMicrosecond(moment), 0);
    }

    /** The database counts microseconds: an entry is at or after a moment when it is at or after the next whole one. */
    private static Instant nextMicrosecond(Instant moment) {
        Instant whole = moment.truncatedTo(ChronoUnit.MICROS);
        return whole.equals(moment) ? whole : whole.plus(1, ChronoUnit.MICROS);
    }
}
