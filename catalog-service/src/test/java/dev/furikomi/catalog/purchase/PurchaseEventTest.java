package dev.furikomi.catalog.purchase;

import static dev.furikomi.catalog.testing.Shop.buying;
import static dev.furikomi.catalog.testing.Shop.feed;
import static dev.furikomi.catalog.testing.Shop.importing;
import static dev.furikomi.catalog.testing.Shop.purchase;
import static dev.furikomi.catalog.testing.Shop.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.furikomi.catalog.testing.Shop;
import dev.furikomi.catalog.testing.Tokens;
import dev.furikomi.events.EventJson;
import dev.furikomi.events.Money;
import dev.furikomi.events.Purchase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PurchaseEventTest {

    @Inject
    Shop shop;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void tellsTheOrderFileWhatWasAppliedForButNotTheToken() throws Exception {
        shop.forgetPurchases();
        importing(feed(row("euro", "12.50 EUR", 10))).statusCode(200);

        JsonPath answer = buying(purchase("euro", 3).replace("150-0001", "〒１５０－０００１"))
                .statusCode(201)
                .extract()
                .jsonPath();

        ConsumerRecord<String, byte[]> record = eventOf(answer.getString("orderNumber"));
        Purchase purchase = EventJson.read(record.value(), Purchase.class);
        assertThat(purchase.merchant()).isEqualTo("hanaya");
        assertThat(purchase.total()).isEqualTo(Money.ofMinor(3750, "EUR"));
        assertThat(purchase.items())
                .containsExactly(new Purchase.Item("euro", "Title of euro", 3, Money.ofMinor(1250, "EUR")));
        assertThat(purchase.customer().postalCode()).isEqualTo("150-0001");
        assertThat(purchase.orderAccessTokenSha256()).isEqualTo(Tokens.sha256(answer.getString("orderAccessToken")));
        assertThat(purchase.expiresAt()).isEqualTo(answer.getString("expiresAt"));
        assertThat(new String(record.value(), StandardCharsets.UTF_8))
                .doesNotContain(answer.getString("orderAccessToken"));
        assertThat(new String(record.headers().lastHeader("ce_source").value(), StandardCharsets.UTF_8))
                .isEqualTo("/merchants/hanaya/catalogue");
    }

    private ConsumerRecord<String, byte[]> eventOf(String orderNumber) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("purchase.hanaya").stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            AtomicReference<ConsumerRecord<String, byte[]>> found = new AtomicReference<>();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key().equals(orderNumber)) {
                        found.set(record);
                    }
                });
                return found.get() != null;
            });
            return found.get();
        }
    }
}
