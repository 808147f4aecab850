package dev.furikomi.reliable;

import java.time.Instant;
import java.util.UUID;

/** A row of the outbox. */
record PendingEvent(
        long id,
        UUID eventId,
        String type,
        String recipient,
        String subject,
        long sequence,
        Instant occurredAt,
        String data) {

    String topic() {
        return type + "." + recipient;
    }
}
