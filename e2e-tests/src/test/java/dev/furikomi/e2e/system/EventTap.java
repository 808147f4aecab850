package dev.furikomi.e2e.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads along on all topics of a recipient, as any subscriber could. */
public final class EventTap implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Event> heard = new ArrayList<>();

    EventTap(String broker, String recipient) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.listTopics().values().stream()
                .flatMap(List::stream)
                .filter(partition -> partition.topic().endsWith("." + recipient))
                .map(EventTap::topicPartition)
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    private static TopicPartition topicPartition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }

    /** All that was heard, once it is enough. */
    public List<Event> hear(Predicate<List<Event>> enough) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (!enough.test(heard)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("heard only " + heard);
            }
            consumer.poll(Duration.ofMillis(200)).forEach(event -> heard.add(Event.of(event)));
        }
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** An event as it stands on the wire. */
    public record Event(String topic, String type, String source, String key, String signature, String data) {
        private static Event of(ConsumerRecord<String, byte[]> event) {
            return new Event(
                    event.topic(),
                    header(event, "ce_type"),
                    header(event, "ce_source"),
                    event.key(),
                    header(event, "ce_signature"),
                    new String(event.value(), StandardCharsets.UTF_8));
        }

        private static String header(ConsumerRecord<String, byte[]> event, String name) {
            Header header = event.headers().lastHeader(name);
            return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
        }
    }
}
