package dev.furikomi.benchmarks.outbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Notes when the relay had read and signed an event and gave it to its producer: what comes before is the relay's, what
 * comes after Kafka's. Kafka makes it by its name, so what it notes is the process's.
 */
public final class HandedOver implements ProducerInterceptor<String, byte[]> {

    private static final Map<String, Long> TIMES = new ConcurrentHashMap<>();

    /** When, on the clock of {@link System#nanoTime}; the last time if it was sent again. */
    static long of(String key) {
        return TIMES.getOrDefault(key, 0L);
    }

    static void forget() {
        TIMES.clear();
    }

    @Override
    public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> event) {
        TIMES.put(event.key(), System.nanoTime());
        return event;
    }

    @Override
    public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception refusal) {
        // An acknowledgement is on nobody's way: a consumer may have the event before.
    }

    @Override
    public void configure(Map<String, ?> settings) {
        // Needs none.
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
