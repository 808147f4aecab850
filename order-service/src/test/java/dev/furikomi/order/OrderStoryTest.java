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
import dev.furikomi.order.testing.OrderStory;
import dev.furikomi.order.testing.SchemeTestResource;
import dev.furikomi.order.testing.Shopper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order file from outside: over HTTP and Kafka, with a real PostgreSQL and a real broker. */
@QuarkusTest
class OrderStoryTest extends OrderStory {

    @TestHTTPResource("/")
    URI address;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders?limit=abc",
                "orders?limit=0",
                "orders?after=abc",
                "orders?status=PAYED",
                "review-cases?limit=abc"
            })
    void aListAskedForWithAParameterOfAnotherFormIsAnInvalidRequest(String address) {
        Response refused = given().header("Authorization", "Bearer " + SchemeTestResource.STAFF_TOKEN)
                .get("/v1/" + address);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getString("reason")).isEqualTo("invalid-request");
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
}
