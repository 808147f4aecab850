package dev.furikomi.reliable;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends events in the order in which they are given and notes which of them the broker has.
 *
 * <p>At the first failure the producer is closed from within the answer, before it can send what waits behind: else a
 * later event of the same key would come before the failed one.
 */
final class EventSender implements AutoCloseable {

    private final Producer<String, byte[]> producer;
    private final Signal signal;
    private final Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable SendFailedException> failure = new AtomicReference<>();

    EventSender(Producer<String, byte[]> producer, Signal signal) {
        this.producer = producer;
        this.signal = signal;
    }

    /** Takes a signed event; throws when this one or an earlier one was refused. */
    void send(SignedEvent event) throws SendFailedException {
        throwFailure();
        try {
            producer.send(event.record(), (metadata, refusal) -> answered(event, refusal));
        } catch (RuntimeException refusal) {
            answered(event, refusal);
        }
        throwFailure();
    }

    void throwFailure() throws SendFailedException {
        SendFailedException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    /** The ids that the broker has acknowledged since the last call. */
    List<Long> takeAcknowledged() {
        List<Long> ids = new ArrayList<>();
        for (Long id = acknowledged.poll(); id != null; id = acknowledged.poll()) {
            ids.add(id);
        }
        return ids;
    }

    /** Gives up what has not been acknowledged; afterwards no answer comes any more. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    private void answered(SignedEvent event, @Nullable Exception refusal) {
        if (refusal == null) {
            acknowledged.add(event.id());
        } else if (failure.compareAndSet(
                null, new SendFailedException(event.record().topic(), refusal))) {
            producer.close(Duration.ZERO);
        }
        signal.raise();
    }

    /** An event that is ready to be sent. */
    record SignedEvent(long id, ProducerRecord<String, byte[]> record) {

        static SignedEvent of(PendingEvent event, EventHeaders headers) {
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                    event.topic(), event.subject(), event.data().getBytes(UTF_8));
            headers.addTo(record.headers(), event);
            return new SignedEvent(event.id(), record);
        }
    }
}
