package dev.furikomi.reliable;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;

/** Writes the CloudEvents attributes of an event, with its signature, as Kafka headers. */
final class EventHeaders {

    private final String source;
    private final EventSigner signer;

    EventHeaders(String source, EventSigner signer) {
        this.source = source;
        this.signer = signer;
    }

    void addTo(Headers headers, PendingEvent event) {
        add(headers, CloudEventHeaders.SPEC_VERSION, "1.0");
        add(headers, CloudEventHeaders.ID, event.eventId().toString());
        add(headers, CloudEventHeaders.TYPE, event.type());
        add(headers, CloudEventHeaders.SOURCE, source);
        add(headers, CloudEventHeaders.SUBJECT, event.subject());
        add(headers, CloudEventHeaders.TIME, event.occurredAt().toString());
        add(headers, CloudEventHeaders.RECIPIENT, event.recipient());
        add(headers, CloudEventHeaders.SEQUENCE, Long.toString(event.sequence()));
        add(headers, CloudEventHeaders.CONTENT_TYPE, "application/json");
        add(headers, CloudEventHeaders.SIGNATURE, signer.sign(event, source));
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
