package dev.furikomi.benchmarks.purchase;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads one topic as any consumer would and notes when the event of each key became visible. */
public final class Arrivals implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, CompletableFuture<Long>> arrivals = new ConcurrentHashMap<>();
    private final Map<String, String> eventIds = new ConcurrentHashMap<>();
    private final Set<String> twice = new CopyOnWriteArraySet<>();
    private final Thread reader;
    private volatile boolean closing;

    public Arrivals(String bootstrapServers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream().map(Arrivals::partition).toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is lazy: without this the end would be looked up only at the first poll.
        partitions.forEach(consumer::position);
        reader = new Thread(this::read, "arrivals-" + topic);
        reader.setDaemon(true);
        reader.start();
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }

    private void read() {
        try {
            while (!closing) {
                for (ConsumerRecord<String, byte[]> each : consumer.poll(Duration.ofMillis(500))) {
                    take(each, System.nanoTime());
                }
            }
        } catch (WakeupException e) {
            // That is how it is told to end.
        } finally {
            consumer.close();
        }
    }

    private void take(ConsumerRecord<String, byte[]> event, long nanoTime) {
        Header id = event.headers().lastHeader("ce_id");
        String eventId = id == null ? "" : new String(id.value(), StandardCharsets.US_ASCII);
        String before = eventIds.putIfAbsent(event.key(), eventId);
        // The same event may come twice, a second event may not.
        if (before != null && !before.equals(eventId)) {
            twice.add(event.key());
        }
        of(event.key()).complete(nanoTime);
    }

    /** When the event of this key became visible, on the clock of {@link System#nanoTime}. */
    public CompletableFuture<Long> of(String key) {
        return arrivals.computeIfAbsent(key, ignored -> new CompletableFuture<>());
    }

    /** Keys of which two different events came: then something happened twice. */
    public Set<String> twice() {
        return Set.copyOf(twice);
    }

    /** Forgets what came so far. */
    public void forget() {
        arrivals.clear();
        eventIds.clear();
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            reader.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
