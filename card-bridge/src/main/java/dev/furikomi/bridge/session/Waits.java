package dev.furikomi.bridge.session;

import java.time.Duration;

/** How long the bridge waits for people. A session never outlives its request, whatever stands here. */
public record Waits(Duration reader, Duration card, Duration glance) {
    /** Twenty seconds to plug a reader in, two minutes to find the card, a look at the reader four times a second. */
    public static final Waits DEFAULT =
            new Waits(Duration.ofSeconds(20), Duration.ofSeconds(120), Duration.ofMillis(250));

    public Waits withCard(Duration other) {
        return new Waits(reader, other, glance);
    }

    public Waits withReader(Duration other) {
        return new Waits(other, card, glance);
    }
}
