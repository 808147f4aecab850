package dev.furikomi.reliable;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps the events that were not believed or could not be applied, whole, for an operator. */
@ApplicationScoped
class ParkedEvents {

    private static final String INSERT = """
            insert into parked_event
                (consumer, topic, partition, record_offset, record_key, headers, payload, reason)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict do nothing""";

    private final Pool pool;
    private final Instance<MeterRegistry> meters;

    ParkedEvents(Pool pool, Instance<MeterRegistry> meters) {
        this.pool = pool;
        this.meters = meters;
    }

    Uni<Void> park(ConsumerRecord<String, byte[]> record, String consumer, String reason) {
        String headers = Arrays.stream(record.headers().toArray())
                .map(header -> header.key() + ": " + (header.value() == null ? "" : printable(header.value())))
                .collect(Collectors.joining("\n"));
        Tuple row = Tuple.tuple()
                .addString(consumer)
                .addString(record.topic())
                .addInteger(record.partition())
                .addLong(record.offset())
                .addString(record.key() == null ? null : printable(record.key().getBytes(StandardCharsets.UTF_8)))
                .addString(headers)
                .addValue(record.value() == null ? null : Buffer.buffer(record.value()))
                .addString(reason);
        return pool.preparedQuery(INSERT)
                .execute(row)
                .invoke(() -> count(consumer, reason))
                .replaceWithVoid();
    }

    /** {@code furikomi_events_parked_total}: an operator should hear of each, for nothing else will take it up. */
    private void count(String consumer, String reason) {
        meters.stream()
                .forEach(registry -> registry.counter("furikomi.events.parked", "consumer", consumer, "reason", reason)
                        .increment());
    }

    /** PostgreSQL's text cannot hold NUL, and a forger may send one. */
    private static String printable(byte[] value) {
        return new String(value, StandardCharsets.UTF_8).replace("\0", "\uFFFD");
    }
}
