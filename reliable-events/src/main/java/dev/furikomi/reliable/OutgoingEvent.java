package dev.furikomi.reliable;

import dev.furikomi.events.EventName;

/**
 * An event to publish once the transaction that it is written in has committed.
 *
 * @param recipient the party whose topic it goes to, in lower case
 * @param subject the aggregate's id, which is also the record key: transfer id or order number
 * @param sequence the aggregate's sequence number, growing with each of its events
 * @param data a record of {@code dev.furikomi.events} of the event's data type
 */
public record OutgoingEvent(EventName name, String recipient, String subject, long sequence, Record data) {

    public OutgoingEvent {
        if (!name.dataType().isInstance(data)) {
            throw new IllegalArgumentException(
                    name + " carries " + name.dataType().getSimpleName());
        }
    }
}
