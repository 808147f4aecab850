package dev.furikomi.bank.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.furikomi.events.EventName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a merchant finds in its topics. */
final class MerchantMailbox implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;

    MerchantMailbox(String bootstrapServers, String merchant, EventName... names) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer());
        List<String> wanted =
                Arrays.stream(names).map(name -> name.topic(merchant)).toList();
        List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                .filter(topic -> wanted.contains(topic.getKey()))
                .flatMap(topic -> topic.getValue().stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Newly found events of this transfer: sequence, type, and what is particular to the type. */
    List<String> poll(UUID transferId) {
        List<String> found = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> event : consumer.poll(Duration.ofMillis(200))) {
            if (transferId.toString().equals(event.key())) {
                found.add(describe(event));
            }
        }
        return found;
    }

    private static String describe(ConsumerRecord<String, byte[]> event) {
        try {
            JsonNode data = new ObjectMapper().readTree(event.value());
            String detail =
                    data.path("procedure").asText() + data.path("outcome").asText();
            return (header(event, "ce_sequence") + " " + header(event, "ce_type") + " " + detail).strip();
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    private static String header(ConsumerRecord<String, byte[]> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
