package dev.furikomi.bank.window;

import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
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
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** All that the merchant hears from the bank, from the first event on. */
final class MerchantBus implements AutoCloseable {

    private final KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> heard = new ArrayList<>();

    MerchantBus() {
        String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers), new StringDeserializer(), new StringDeserializer());
        List<TopicPartition> topics = Arrays.stream(WindowProfile.TOPICS.split(","))
                .map(topic -> new TopicPartition(topic, 0))
                .toList();
        consumer.assign(topics);
        consumer.seekToBeginning(topics);
    }

    /** The outcomes of the {@code window-closed} events of this window, once there is one. */
    List<String> outcomesOf(String windowId) {
        await().atMost(Duration.ofSeconds(15)).until(() -> !closedNow(windowId).isEmpty());
        return closedNow(windowId).stream()
                .map(event -> new JsonPath(event.value()).getString("outcome"))
                .toList();
    }

    /** The newer windows that took the place of this one, as its {@code window-closed} events tell. */
    List<String> supersededBy(String windowId) {
        outcomesOf(windowId);
        return closedNow(windowId).stream()
                .map(event -> new JsonPath(event.value()).getString("supersededBy"))
                .toList();
    }

    /** The events of a transfer in the order of their sequence, once there are so many. */
    List<String> eventsOf(UUID transferId, int count) {
        await().atMost(Duration.ofSeconds(15)).until(() -> of(transferId).size() >= count);
        return names(transferId);
    }

    List<String> names(UUID transferId) {
        return of(transferId).stream()
                .sorted((one, other) -> Long.compare(sequence(one), sequence(other)))
                .map(event -> event.topic().replace(".hanaya", ""))
                .toList();
    }

    private List<ConsumerRecord<String, String>> of(UUID transferId) {
        listen();
        return heard.stream()
                .filter(event -> event.key().equals(transferId.toString()))
                .toList();
    }

    private List<ConsumerRecord<String, String>> closedNow(String windowId) {
        listen();
        return heard.stream()
                .filter(event -> event.topic().startsWith("window-closed"))
                .filter(event ->
                        new JsonPath(event.value()).getString("windowId").equals(windowId))
                .toList();
    }

    private void listen() {
        consumer.poll(Duration.ofMillis(100)).forEach(heard::add);
    }

    private static long sequence(ConsumerRecord<String, String> event) {
        return Long.parseLong(
                new String(event.headers().lastHeader("ce_sequence").value(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
