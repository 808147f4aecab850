package dev.furikomi.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.furikomi.events.EventName;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import dev.furikomi.events.TransferCompleted;
import dev.furikomi.events.TransferInstruction;
import dev.furikomi.events.WindowOutcome;
import dev.furikomi.order.testing.Bus;
import dev.furikomi.order.testing.SchemeTestResource;
import dev.furikomi.order.testing.Shopper;
import dev.furikomi.order.testing.TestClock;
import dev.furikomi.quickstart.embedded.KafkaTestResource;
import dev.furikomi.quickstart.embedded.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order file from outside: over HTTP and Kafka, with a real PostgreSQL and a real broker. */
@QuarkusTest
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
class OrderStoryTest {

    private static final String MINATO = "MNTOJPJT";
    private static final String YAMABUKI = "YMBKJPJT";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @TestHTTPResource("/")
    URI address;

    @Inject
    TestClock clock;

    private Bus bus;

    @BeforeEach
    void connect() {
        bus = new Bus(bootstrapServers);
    }

    @AfterEach
    void disconnect() {
        bus.close();
    }

    @Test
    void aPurchaseIsPaidAndShippedAndEachStepShows() {
        Shopper shopper = shopper();
        TransferInstruction transfer = Shopper.transfer(paymentRequest(shopper, MINATO, 201));
        assertThat(transfer.creditor()).isEqualTo(new Party("Hanaya", MINATO, "1000001"));

        shopper.bankRequests(transfer);
        shopper.awaitStatus("TRANSFER_REQUESTED");
        shopper.bankAccepts(transfer);
        shopper.awaitStatus("TRANSFER_ACCEPTED");
        shopper.bankCompletes(transfer);
        shopper.windowCloses(transfer, WindowOutcome.COMPLETED);
        shopper.awaitStatus("PAID");
        Response shipped = ship(shopper, SchemeTestResource.STAFF_TOKEN);

        assertThat(shipped.statusCode()).isEqualTo(200);
        await().atMost(Shopper.PATIENCE)
                .untilAsserted(() -> assertThat(shopper.looks().jsonPath().<String>getList("timeline.step"))
                        .containsExactlyInAnyOrder(
                                "S103", "S202", "S104", "S305", "S110", "S307", "S203", "S308", "S111", "shipping"));
        assertThat(shopper.looks().jsonPath().getString("payment.outcome")).isEqualTo("completed");
        assertThat(shopper.looks().jsonPath().<String>getList("timeline.detail"))
                .anyMatch(detail -> detail.contains("Minato & Sons Bank"));
        assertThat(awaitEvents(EventName.ORDER_PAID, shopper.number, 1)).hasSize(1);
        assertThat(awaitEvents(EventName.ORDER_SHIPPED, shopper.number, 1)).hasSize(1);
    }

    @Test
    void aRepeatedEventTakesEffectOnce() {
        Shopper shopper = shopper();
        TransferInstruction transfer = Shopper.transfer(paymentRequest(shopper, MINATO, 201));
        UUID id = UUID.randomUUID();
        TransferCompleted completed = new TransferCompleted(transfer, clock.instant());

        IntStream.range(0, 3)
                .forEach(time -> bus.send(
                        id,
                        "/banks/" + MINATO,
                        SchemeTestResource.MINATO,
                        EventName.TRANSFER_COMPLETED,
                        transfer.transferId().toString(),
                        completed));
        shopper.awaitStatus("PAID");
        shopper.bankCompletes(transfer);
        shopper.windowCloses(transfer, WindowOutcome.COMPLETED);

        await().atMost(Shopper.PATIENCE)
                .untilAsserted(() -> assertThat(steps(shopper)).contains("S308"));
        assertThat(shopper.status()).isEqualTo("PAID");
        assertThat(reviewReasons(shopper)).isEmpty();
        assertThat(awaitEvents(EventName.ORDER_PAID, shopper.number, 1)).hasSize(1);
    }

    @Test
    void aCompletionBeforeItsPurchaseWaitsForIt() {
        Shopper shopper = new Shopper(bus, clock, Money.ofMinor(5400, "JPY"));
        TransferInstruction transfer = new TransferInstruction(
                UUID.randomUUID(),
                UUID.randomUUID(),
                shopper.number,
                UUID.randomUUID().toString(),
                "hanaya",
                MINATO,
                new Party("Hanaya", MINATO, "1000001"),
                Money.ofMinor(5400, "JPY"));
        shopper.bankCompletes(transfer);
        // A later event of the same topic shows that the first was taken.
        Shopper other = shopper();
        TransferInstruction paid = Shopper.transfer(paymentRequest(other, MINATO, 201));
        other.bankCompletes(paid);
        other.awaitStatus("PAID");
        assertThat(shopper.exchange().statusCode()).isEqualTo(404);
        assertThat(shopper.exchange().header("Retry-After")).isEqualTo("1");

        shopper.applies().opensTheOrder();

        assertThat(shopper.status()).isEqualTo("APPLIED");
        await().atMost(Shopper.PATIENCE)
                .untilAsserted(() -> assertThat(reviewReasons(shopper)).containsExactly("request-unknown"));
    }

    @Test
    void theBareAddressLeadsToTheStaffPage() {
        assertThat(given().redirects().follow(false).get("/").header("Location"))
                .endsWith("/merchant");
    }

    @Test
    void aForgedCompletionPaysNothing() {
        Shopper shopper = shopper();
        TransferInstruction transfer = Shopper.transfer(paymentRequest(shopper, MINATO, 201));
        TransferCompleted completed = new TransferCompleted(transfer, clock.instant());
        String subject = transfer.transferId().toString();

        bus.send("/banks/" + MINATO, SchemeTestResource.YAMABUKI, EventName.TRANSFER_COMPLETED, subject, completed);
        bus.send("/banks/" + YAMABUKI, SchemeTestResource.YAMABUKI, EventName.TRANSFER_COMPLETED, subject, completed);

        await().atMost(Shopper.PATIENCE)
                .untilAsserted(() -> assertThat(reviewReasons(shopper)).containsExactly("signed-by-another-bank"));
        assertThat(shopper.status()).isEqualTo("APPLIED");
        assertThat(given().get("/q/metrics").asString())
                .containsPattern("furikomi_events_parked_total\\{.*reason=\"signature-invalid\"");
    }

    @Test
    void aWrongAmountBecomesAReviewCase() {
        Shopper shopper = shopper();
        TransferInstruction asked = Shopper.transfer(paymentRequest(shopper, MINATO, 201));

        shopper.bankCompletes(new TransferInstruction(
                asked.transferId(),
                asked.uetr(),
                asked.endToEndId(),
                asked.requestId(),
                asked.merchant(),
                asked.debtorAgent(),
                asked.creditor(),
                Money.ofMinor(54, "JPY")));

        await().atMost(Shopper.PATIENCE)
                .untilAsserted(() -> assertThat(reviewReasons(shopper)).containsExactly("amount-differs"));
        assertThat(shopper.status()).isEqualTo("APPLIED");
    }

    @Test
    void anotherBankIsAskedOnlyAfterTheFirstIsReleased() {
        Shopper shopper = shopper();
        String first = paymentRequest(shopper, MINATO, 201);
        assertThat(paymentRequest(shopper, MINATO, 200)).isEqualTo(first);

        Response refused = shopper.chooses(YAMABUKI);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(refused.jsonPath().getString("reason")).isEqualTo("other-bank-in-progress");
        assertThat(refused.jsonPath().getString("bank")).isEqualTo(MINATO);
        assertThat(refused.jsonPath().getString("retryAfter")).endsWith("Z");

        shopper.windowCloses(Shopper.transfer(first), WindowOutcome.REFUSED);
        await().atMost(Shopper.PATIENCE)
                .untilAsserted(() -> assertThat(steps(shopper)).contains("S308"));
        assertThat(shopper.chooses(YAMABUKI).statusCode()).isEqualTo(201);
        assertThat(shopper.chooses(MINATO).statusCode()).isEqualTo(409);
    }

    @Test
    void twoCompletedTransfersPayOnceAndAskForARefund() {
        Shopper shopper = shopper();
        TransferInstruction first = Shopper.transfer(paymentRequest(shopper, MINATO, 201));
        shopper.windowCloses(first, WindowOutcome.ABANDONED);
        await().atMost(Shopper.PATIENCE)
                .untilAsserted(() -> assertThat(steps(shopper)).contains("S308"));
        TransferInstruction second = Shopper.transfer(paymentRequest(shopper, YAMABUKI, 201));

        shopper.bankCompletes(second);
        shopper.awaitStatus("PAID");
        shopper.bankCompletes(first);

        await().atMost(Shopper.PATIENCE)
                .untilAsserted(() -> assertThat(reviewReasons(shopper)).containsExactly("refund-due-paid-twice"));
        assertThat(shopper.chooses(MINATO).jsonPath().getString("reason")).isEqualTo("order-already-paid");
    }

    @Test
    void anOrderExpiresOnlyWhenItsRequestIsLongOverAndNeverWhileAnAcceptanceIsUnanswered() {
        Shopper idle = shopper();
        Shopper accepted = shopper();
        String requested = paymentRequest(idle, MINATO, 201);
        TransferInstruction transfer = Shopper.transfer(paymentRequest(accepted, MINATO, 201));
        accepted.bankAccepts(transfer);
        accepted.awaitStatus("TRANSFER_ACCEPTED");

        clock.advance(Duration.ofMinutes(50));
        String fresh = paymentRequest(idle, MINATO, 201);
        assertThat(fresh).isNotEqualTo(requested);
        clock.advance(Duration.ofMinutes(20));
        Shopper witness = shopper();
        assertThat(idle.status()).isEqualTo("APPLIED");
        clock.advance(Duration.ofMinutes(6));

        idle.awaitStatus("EXPIRED");
        assertThat(awaitEvents(EventName.ORDER_EXPIRED, idle.number, 1)).hasSize(1);
        assertThat(accepted.status()).isEqualTo("TRANSFER_ACCEPTED");
        assertThat(witness.status()).isEqualTo("APPLIED");
        assertThat(idle.chooses(MINATO).jsonPath().getString("reason")).isEqualTo("order-expired");
        idle.bankCompletes(Shopper.transfer(fresh));
        await().atMost(Shopper.PATIENCE)
                .untilAsserted(() -> assertThat(reviewReasons(idle)).containsExactly("refund-due-order-expired"));
        accepted.bankRejects(transfer);
        accepted.awaitStatus("APPLIED");
        assertThat(accepted.chooses(YAMABUKI).statusCode()).isEqualTo(201);
    }

    @Test
    void aTokenIsExchangedOnceAndOneBrowserMayHoldSeveralOrders() {
        Shopper first = shopper();
        assertThat(first.looks().statusCode()).isEqualTo(200);
        assertThat(first.exchange().jsonPath().getString("reason")).isEqualTo("token-already-exchanged");
        assertThat(first.exchange().statusCode()).isEqualTo(403);
        Shopper second = shopper(first.cookie);

        assertThat(second.cookie).isEqualTo(first.cookie);
        assertThat(second.looks().statusCode()).isEqualTo(200);
        assertThat(first.looks().statusCode()).isEqualTo(200);
        assertThat(given().get("/v1/orders/{number}", first.number).statusCode())
                .isEqualTo(403);
        assertThat(given().header("Authorization", "Bearer wrong")
                        .post("/v1/orders/{number}/access", first.number)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTokenWhoseAnswerWasLostIsExchangedAgainWhileNobodyUsedItsCookie() {
        Shopper shopper = shopper();
        String lost = shopper.cookie;
        shopper.cookie = shopper.exchange().cookie("furikomi_order");

        assertThat(shopper.cookie).isNotEqualTo(lost);
        assertThat(given().cookie("furikomi_order", lost)
                        .get("/v1/orders/{number}", shopper.number)
                        .statusCode())
                .isEqualTo(403);
        assertThat(shopper.looks().statusCode()).isEqualTo(200);
        assertThat(shopper.exchange().statusCode()).isEqualTo(403);

        Shopper late = shopper();
        clock.advance(Duration.ofMinutes(3));
        assertThat(late.exchange().jsonPath().getString("reason")).isEqualTo("token-already-exchanged");
    }

    @Test
    void aShopperCancelsOnlyWhileNothingIsUnderWay() {
        Shopper shopper = shopper();
        TransferInstruction transfer = Shopper.transfer(paymentRequest(shopper, MINATO, 201));
        shopper.bankRequests(transfer);
        shopper.awaitStatus("TRANSFER_REQUESTED");
        assertThat(cancel(shopper).jsonPath().getString("reason")).isEqualTo("transfer-in-progress");

        shopper.windowCloses(transfer, WindowOutcome.ABANDONED);
        shopper.awaitStatus("APPLIED");
        assertThat(cancel(shopper).jsonPath().getString("status")).isEqualTo("CANCELLED");
        assertThat(cancel(shopper).statusCode()).isEqualTo(200);

        assertThat(awaitEvents(EventName.ORDER_CANCELLED, shopper.number, 1)).hasSize(1);
        assertThat(shopper.chooses(MINATO).jsonPath().getString("reason")).isEqualTo("order-cancelled");
    }

    @Test
    void aCancellationAndACompletionAtOnceEndInOneOfBothAndTheMoneyIsNotLost() {
        Stream.generate(this::shopper).limit(5).toList().parallelStream().forEach(shopper -> {
            TransferInstruction transfer = Shopper.transfer(paymentRequest(shopper, MINATO, 201));
            shopper.bankCompletes(transfer);
            cancel(shopper);
            await().atMost(Shopper.PATIENCE).untilAsserted(() -> {
                String status = shopper.status();
                assertThat(status).isIn("PAID", "CANCELLED");
                assertThat(reviewReasons(shopper))
                        .isEqualTo(status.equals("PAID") ? List.of() : List.of("refund-due-order-cancelled"));
            });
        });
    }

    @Test
    void onlyAPaidOrderIsShippedAndOnlyByStaff() {
        Shopper shopper = shopper();

        assertThat(ship(shopper, SchemeTestResource.STAFF_TOKEN).jsonPath().getString("reason"))
                .isEqualTo("order-not-paid");
        assertThat(ship(shopper, "wrong").statusCode()).isEqualTo(401);
        assertThat(given().get("/v1/orders").statusCode()).isEqualTo(401);
        assertThat(shopper.as().get("/v1/review-cases").statusCode()).isEqualTo(401);
        assertThat(shopper.as()
                        .header("Origin", "https://evil.example")
                        .post("/v1/orders/{number}/cancellation", shopper.number)
                        .jsonPath()
                        .getString("reason"))
                .isEqualTo("origin-not-permitted");
    }

    @Test
    void browsersFollowTheOrderLive() throws IOException, InterruptedException {
        Shopper shopper = shopper();
        List<String> lines = new CopyOnWriteArrayList<>();
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/v1/orders/" + shopper.number + "/events"))
                .header("Cookie", "furikomi_order=" + shopper.cookie)
                .header("Accept-Language", "ja")
                .build();
        HttpResponse<Stream<String>> stream = client.send(request, HttpResponse.BodyHandlers.ofLines());
        Thread reader = new Thread(() -> {
            try {
                stream.body().forEach(lines::add);
            } catch (RuntimeException closed) {
                lines.add("closed");
            }
        });
        reader.setDaemon(true);
        reader.start();
        await().atMost(Shopper.PATIENCE).untilAsserted(() -> assertThat(lines)
                .anyMatch(line -> line.startsWith("data:") && line.contains("\"status\":\"APPLIED\"")));
        assertThat(lines).contains("event:order").anyMatch(line -> line.contains("ご注文を承りました"));

        shopper.bankCompletes(Shopper.transfer(paymentRequest(shopper, MINATO, 201)));

        await().atMost(Shopper.PATIENCE)
                .untilAsserted(() -> assertThat(lines).anyMatch(line -> line.contains("\"status\":\"PAID\"")));
        await().atMost(Shopper.PATIENCE).untilAsserted(() -> assertThat(lines).anyMatch(line -> line.startsWith(":")));
    }

    @Test
    void answersEveryRefusalAsAProblemAndPagesWithAStrictPolicy() {
        Shopper shopper = shopper();

        assertThat(shopper.chooses("NOACJPJT").jsonPath().getString("reason")).isEqualTo("bank-unknown");
        assertThat(shopper.chooses("no bank").jsonPath().getString("violations[0].field"))
                .isEqualTo("bank");
        assertThat(shopper.as()
                        .contentType("application/json")
                        .body("{")
                        .post("/v1/orders/{number}/payment-requests", shopper.number)
                        .jsonPath()
                        .getString("reason"))
                .isEqualTo("invalid-request");
        assertThat(given().get("/nowhere").contentType()).startsWith("application/problem+json");
        assertThat(given().delete("/v1/banks").contentType()).startsWith("application/problem+json");
        assertThat(given().get("/v1/banks").jsonPath().<String>getList("bic")).containsExactly(MINATO, YAMABUKI);
        Response page = shopper.as().get("/orders/{number}?lang=ja", shopper.number);
        assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(page.body().asString()).contains("お支払い待ち", "Sencha, first flush &lt;100 g&gt;");
        assertThat(given().get("/orders/{number}", shopper.number).statusCode()).isEqualTo(403);
        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    private Shopper shopper() {
        return new Shopper(bus, clock, Money.ofMinor(5400, "JPY")).applies().opensTheOrder();
    }

    private Shopper shopper(String cookie) {
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

    private static String paymentRequest(Shopper shopper, String bank, int status) {
        Response answer = shopper.chooses(bank);
        assertThat(answer.statusCode()).as(answer.body().asString()).isEqualTo(status);
        return answer.jsonPath().getString("paymentRequest");
    }

    private static Response cancel(Shopper shopper) {
        return shopper.as().post("/v1/orders/{number}/cancellation", shopper.number);
    }

    private static Response ship(Shopper shopper, String token) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(Map.of("carrier", "Yamato", "trackingNumber", "1234-5678"))
                .post("/v1/orders/{number}/shipment", shopper.number);
    }

    private static List<String> steps(Shopper shopper) {
        return shopper.looks().jsonPath().getList("timeline.step");
    }

    private static List<String> reviewReasons(Shopper shopper) {
        return given().header("Authorization", "Bearer " + SchemeTestResource.STAFF_TOKEN)
                .get("/v1/review-cases?limit=200")
                .jsonPath()
                .getList("items.findAll { it.orderNumber == '" + shopper.number + "' }.reason");
    }

    private List<ConsumerRecord<String, byte[]>> awaitEvents(EventName name, String number, int count) {
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
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (number.equals(record.key())) {
                        found.add(record);
                    }
                });
                return found.size() >= count;
            });
        }
        return found;
    }
}
