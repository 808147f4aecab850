package dev.furikomi.order.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.furikomi.events.EventName;
import dev.furikomi.events.Money;
import dev.furikomi.quickstart.embedded.KafkaTestResource;
import dev.furikomi.quickstart.embedded.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the stories of the order file share: over HTTP and Kafka, with a real PostgreSQL and a real broker. */
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(SchemeTestResource.class)
@QuarkusTestResource(
        value = KafkaTestResource.class,
        initArgs =
                @ResourceArg(
                        name = "topics",
                        value = "purchase.hanaya,transfer-request.hanaya,transfer-accepted.hanaya,"
                                + "transfer-completed.hanaya,transfer-rejected.hanaya,window-closed.hanaya,"
                                + "order-paid.hanaya,order-shipped.hanaya,order-cancelled.hanaya,order-expired.hanaya"))
public abstract class OrderStory {

    protected static final String MINATO = "MNTOJPJT";
    protected static final String YAMABUKI = "YMBKJPJT";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    protected String bootstrapServers;

    @Inject
    protected TestClock clock;

    protected Bus bus;

    @BeforeEach
    void connect() {
        bus = new Bus(bootstrapServers);
    }

    @AfterEach
    void disconnect() {
        bus.close();
    }

    protected Shopper shopper() {
        return new Shopper(bus, clock, Money.ofMinor(5400, "JPY")).applies().opensTheOrder();
    }

    protected Shopper shopper(String cookie) {
        Shopper shopper = new Shopper(bus, clock, Money.ofMinor(1250, "EUR")).applies();
        await().atMost(Shopper.PATIENCE).until(() -> {
            Response answer = given().cookie("furikomi_order", cookie)
                    .header("Authorization", "Bearer " + shopper.token)
                    .post("/v1/orders/{number}/access", shopper.number);
            if (answer.statusCode() == 204) {
                shopper.cookie = answer.cookie("furikomi_order");
            }
            return answer.statusCode() == 204;
        });
        return shopper;
    }

    protected static String paymentRequest(Shopper shopper, String bank, int status) {
        Response answer = shopper.chooses(bank);
        assertThat(answer.statusCode()).as(answer.body().asString()).isEqualTo(status);
        return answer.jsonPath().getString("paymentRequest");
    }

    protected static Response cancel(Shopper shopper) {
        return shopper.as().post("/v1/orders/{number}/cancellation", shopper.number);
    }

    protected static Response ship(Shopper shopper, String token) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(Map.of("carrier", "Yamato", "trackingNumber", "1234-5678"))
                .post("/v1/orders/{number}/shipment", shopper.number);
    }

    protected static List<String> steps(Shopper shopper) {
        return shopper.looks().jsonPath().getList("timeline.step");
    }

    protected static List<String> reviewReasons(Shopper shopper) {
        return given().header("Authorization", "Bearer " + SchemeTestResource.STAFF_TOKEN)
                .get("/v1/review-cases?limit=200")
                .jsonPath()
                .getList("items.findAll { it.orderNumber == '" + shopper.number + "' }.reason");
    }

    protected List<ConsumerRecord<String, byte[]>> awaitEvents(EventName name, String number, int count) {
        return read(name, found -> of(number, found).size() >= count, number);
    }

    /** What was told of an order before something was told of a later one, the witness. */
    protected List<ConsumerRecord<String, byte[]>> eventsUntil(EventName name, String number, String witness) {
        return read(name, found -> !of(witness, found).isEmpty(), number);
    }

    private List<ConsumerRecord<String, byte[]>> read(
            EventName name, Predicate<List<ConsumerRecord<String, byte[]>>> enough, String number) {
        List<ConsumerRecord<String, byte[]>> found = new CopyOnWriteArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        UUID.randomUUID().toString(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(name.topic("hanaya")));
            await().atMost(Shopper.PATIENCE).pollInSameThread().until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
                return enough.test(found);
            });
        }
        return of(number, found);
    }

    private static List<ConsumerRecord<String, byte[]>> of(String number, List<ConsumerRecord<String, byte[]>> events) {
        return events.stream().filter(event -> number.equals(event.key())).toList();
    }
}
