package dev.furikomi.bridge.session;

import java.time.Duration;

/**
 * How long the bridge waits for people and for the reader. A session never outlives its request, whatever stands here.
 *
 * @param otherCard for another card, while the one that is there is not the bank's and a reader is empty
 * @param visit for the card's work, and for another program to let go of it
 * @param pinPad for a PIN that is typed on the reader
 * @param service for a PC/SC service that went away to come back with the card
 */
public record Waits(
        Duration reader,
        Duration card,
        Duration glance,
        Duration otherCard,
        Duration visit,
        Duration pinPad,
        Duration service) {
    /** Twenty seconds to plug a reader in, two minutes to find the card, a look at the reader four times a second. */
    public static final Waits DEFAULT = new Waits(
            Duration.ofSeconds(20),
            Duration.ofSeconds(120),
            Duration.ofMillis(250),
            Duration.ofSeconds(15),
            Duration.ofSeconds(15),
            Duration.ofSeconds(90),
            Duration.ofSeconds(15));

    public Waits withCard(Duration other) {
        return new Waits(reader, other, glance, otherCard, visit, pinPad, service);
    }

    public Waits withReader(Duration other) {
        return new Waits(other, card, glance, otherCard, visit, pinPad, service);
    }
}
