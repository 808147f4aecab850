package dev.furikomi.quickstart.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads all topics from now on, as a plain Kafka client without any of Furikomi's code. */
final class EventLog implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Thread reader = new Thread(this::read, "event-log");
    private volatile boolean closing;

    /** An event as it stood on Kafka. */
    record Event(String topic, String type, String key, String source, String sequence, String id, boolean signed) {}

    EventLog(String bootstrapServers, Collection<String> topics) {
        consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(EventLog::partition)
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is lazy: without this the end would be looked up only after the first purchase.
        partitions.forEach(consumer::position);
        reader.setDaemon(true);
        reader.start();
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }

    private void read() {
        try {
            while (!closing) {
                for (ConsumerRecord<String, byte[]> each : consumer.poll(Duration.ofMillis(200))) {
                    events.add(event(each));
                }
            }
        } catch (WakeupException e) {
            // That is how it is told to end.
        } finally {
            consumer.close();
        }
    }

    private static Event event(ConsumerRecord<String, byte[]> each) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : each.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return new Event(
                each.topic(),
                headers.getOrDefault("ce_type", ""),
                String.valueOf(each.key()),
                headers.getOrDefault("ce_source", ""),
                headers.getOrDefault("ce_sequence", ""),
                headers.getOrDefault("ce_id", ""),
                headers.containsKey("ce_signature"));
    }

    List<Event> events() {
        return List.copyOf(events);
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
