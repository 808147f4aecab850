package dev.furikomi.reliable;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * One round of publishing: read the oldest committed rows, sign, send, and delete them once the broker has them.
 *
 * <p>It reads all rows that are there, never "those after the last": identity order is not commit order. Within one
 * aggregate rows commit in order, because its transactions lock the aggregate before they write.
 */
final class OutboxPublisher {

    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(10);
    private static final String READ = """
            select id, event_id, type, recipient, subject, sequence, occurred_at, data
              from outbox_event order by id limit $1""";
    private static final String DELETE_PUBLISHED = "delete from outbox_event where id = any($1)";

    private final Pool pool;
    private final Producer<String, byte[]> producer;
    private final EventHeaders headers;
    private final int batchSize;

    OutboxPublisher(Pool pool, Producer<String, byte[]> producer, EventHeaders headers, int batchSize) {
        this.pool = pool;
        this.producer = producer;
        this.headers = headers;
        this.batchSize = batchSize;
    }

    /** Publishes until nothing is left or the lease is no longer trusted; returns whether all was published. */
    boolean publishAll(OutboxLease lease) throws InterruptedException, ExecutionException, TimeoutException {
        while (lease.acquire()) {
            List<PendingEvent> events = read();
            if (events.isEmpty()) {
                return true;
            }
            List<Long> published = send(events, lease);
            delete(published);
        }
        return false;
    }

    private List<PendingEvent> read() {
        List<PendingEvent> events = new ArrayList<>();
        for (Row row :
                pool.preparedQuery(READ).execute(Tuple.of(batchSize)).await().atMost(DATABASE_PATIENCE)) {
            events.add(new PendingEvent(
                    row.getLong("id"),
                    row.getUUID("event_id"),
                    row.getString("type"),
                    row.getString("recipient"),
                    row.getString("subject"),
                    row.getLong("sequence"),
                    row.getOffsetDateTime("occurred_at").toInstant(),
                    row.getString("data")));
        }
        return events;
    }

    /** Sends while the lease is trusted and waits for the broker's answers; a failed send ends the round. */
    private List<Long> send(List<PendingEvent> events, OutboxLease lease)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<Future<RecordMetadata>> answers = new ArrayList<>();
        for (PendingEvent event : events) {
            if (!lease.isTrusted()) {
                break;
            }
            answers.add(producer.send(record(event)));
        }
        List<Long> published = new ArrayList<>();
        try {
            for (int index = 0; index < answers.size(); index++) {
                answers.get(index).get(30, TimeUnit.SECONDS);
                published.add(events.get(index).id());
            }
        } catch (ExecutionException | TimeoutException failed) {
            delete(published);
            throw failed;
        }
        return published;
    }

    private ProducerRecord<String, byte[]> record(PendingEvent event) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                event.topic(), event.subject(), event.data().getBytes(UTF_8));
        headers.addTo(record.headers(), event);
        return record;
    }

    private void delete(List<Long> published) {
        if (!published.isEmpty()) {
            pool.preparedQuery(DELETE_PUBLISHED)
                    .execute(Tuple.of(published.toArray(Long[]::new)))
                    .await()
                    .atMost(DATABASE_PATIENCE);
        }
    }
}
