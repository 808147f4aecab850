package dev.furikomi.card.issuing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** From when until when a certificate or list is valid; whole seconds, both inclusive, as X.509 has it. */
public record Validity(Instant from, Instant to) {

    public Validity {
        from = from.truncatedTo(ChronoUnit.SECONDS);
        to = to.truncatedTo(ChronoUnit.SECONDS);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("A validity ends after it begins.");
        }
    }

    /** From now on, for so long. */
    public static Validity fromNow(InstantSource clock, Duration duration) {
        return new Validity(clock.instant(), clock.instant().plus(duration));
    }
}
