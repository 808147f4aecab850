package dev.furikomi.catalog.stock;

import static dev.furikomi.catalog.testing.Shop.buying;
import static dev.furikomi.catalog.testing.Shop.feed;
import static dev.furikomi.catalog.testing.Shop.importing;
import static dev.furikomi.catalog.testing.Shop.purchase;
import static dev.furikomi.catalog.testing.Shop.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.furikomi.catalog.testing.OrderFileVoice;
import dev.furikomi.catalog.testing.Shop;
import dev.furikomi.catalog.testing.ShopTestResource;
import dev.furikomi.events.EventName;
import dev.furikomi.events.Money;
import dev.furikomi.events.OrderCancelled;
import dev.furikomi.events.OrderExpired;
import dev.furikomi.events.OrderPaid;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class StockListenerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Shop shop;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    OrderFileVoice orderFile;
    String order;

    @BeforeEach
    void buyFourOfTen() {
        shop.forgetPurchases();
        importing(feed(row("tea", "1500 JPY", 10))).statusCode(200);
        orderFile = new OrderFileVoice(bootstrapServers);
        order = buying(purchase("tea", 4)).statusCode(201).extract().path("orderNumber");
    }

    @AfterEach
    void fallSilent() {
        orderFile.close();
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
        first,     second,    state,     on hand, reserved
        paid,      ,          COMMITTED,       6,        0
        expired,   ,          RELEASED,       10,        0
        cancelled, ,          RELEASED,       10,        0
        paid,      paid,      COMMITTED,       6,        0
        expired,   expired,   RELEASED,       10,        0
        expired,   cancelled, RELEASED,       10,        0
        paid,      expired,   COMMITTED,       6,        0
        paid,      cancelled, COMMITTED,       6,        0
        expired,   paid,      COMMITTED,       6,        0
        cancelled, paid,      COMMITTED,       6,        0
        """)
    void followsTheOrderFileInAnyOrder(String first, String second, String state, long onHand, long reserved) {
        sayAndWait(event(first));
        if (second != null) {
            sayAndWait(event(second));
        }

        assertThat(state()).isEqualTo(state);
        assertThat(shop.onHand("tea")).isEqualTo(onHand);
        assertThat(shop.reserved("tea")).isEqualTo(reserved);
    }

    @Test
    void appliesTheSameEventOnce() {
        ProducerRecord<String, byte[]> paid = event("paid");
        orderFile.say(paid);
        orderFile.say(new ProducerRecord<>(paid.topic(), null, paid.key(), paid.value(), paid.headers()));
        sayAndWait(event("paid"));

        assertThat(shop.onHand("tea")).isEqualTo(6);
    }

    @Test
    void flagsWhatIsPaidAndNotThere() {
        double before = oversold();
        sayAndWait(event("expired"));
        String other = buying(purchase("tea", 8)).statusCode(201).extract().path("orderNumber");
        sayAndWait(paid(other));
        sayAndWait(event("paid"));

        assertThat(shop.onHand("tea")).isEqualTo(-2);
        assertThat(shop.query("select 1 from product where id = 'tea' and oversold_at is not null"))
                .hasSize(1);
        assertThat(oversold()).isEqualTo(before + 1);
        buying(purchase("tea", 1)).statusCode(409);
    }

    @Test
    void doesNotBelieveAnotherKey() throws Exception {
        ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("orders-1").generate();
        ProducerRecord<String, byte[]> forged = orderFile.event(EventName.ORDER_PAID, order, paidData(order), stranger);
        orderFile.say(forged);

        await().atMost(PATIENCE)
                .until(() -> shop.query(
                                        "select 1 from parked_event where record_key = $1 and reason = 'signature-invalid'",
                                        order)
                                .size()
                        == 1);
        assertThat(state()).isEqualTo("HELD");
        assertThat(shop.onHand("tea")).isEqualTo(10);
    }

    @Test
    void passesOverOrdersThatAreNotItsOwn() {
        sayAndWait(paid("HN-0000000000"));

        assertThat(shop.onHand("tea")).isEqualTo(10);
    }

    private double oversold() {
        return metrics.counter("furikomi.catalog.stock.oversold").count();
    }

    private String state() {
        return shop.query("select stock_state from purchase where order_number = $1", order)
                .get(0)
                .getString(0);
    }

    private void sayAndWait(ProducerRecord<String, byte[]> record) {
        UUID id = UUID.fromString(
                new String(record.headers().lastHeader("ce_id").value(), java.nio.charset.StandardCharsets.UTF_8));
        orderFile.say(record);
        await().atMost(PATIENCE)
                .until(() -> shop.query("select 1 from inbox_event where event_id = $1", id)
                                .size()
                        == 1);
    }

    private ProducerRecord<String, byte[]> event(String kind) {
        return switch (kind) {
            case "paid" -> paid(order);
            case "expired" -> event(EventName.ORDER_EXPIRED, new OrderExpired(order, "hanaya", Instant.now()));
            default -> event(EventName.ORDER_CANCELLED, new OrderCancelled(order, "hanaya", Instant.now()));
        };
    }

    private ProducerRecord<String, byte[]> paid(String orderNumber) {
        return orderFile.event(
                EventName.ORDER_PAID, orderNumber, paidData(orderNumber), ShopTestResource.orderFileKey());
    }

    private static OrderPaid paidData(String orderNumber) {
        return new OrderPaid(
                orderNumber, "hanaya", UUID.randomUUID(), "MNTOJPJT", Money.ofMinor(6000, "JPY"), Instant.now());
    }

    private ProducerRecord<String, byte[]> event(EventName name, Record data) {
        return orderFile.event(name, order, data, ShopTestResource.orderFileKey());
    }
}
