package dev.furikomi.bank.window;

import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The service's clock in a test: the real one, moved forward as far as the test says. */
@Alternative
@Singleton
public class MovableClock {

    private static volatile Duration ahead = Duration.ZERO;

    static void moveForward(Duration by) {
        ahead = ahead.plus(by);
    }

    static void reset() {
        ahead = Duration.ZERO;
    }

    static Instant now() {
        return Instant.now().plus(ahead);
    }

    @Produces
    @Alternative
    @Singleton
    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return now();
            }
        };
    }
}
