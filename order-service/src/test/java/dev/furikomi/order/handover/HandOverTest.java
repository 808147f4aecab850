package dev.furikomi.order.handover;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.events.Money;
import dev.furikomi.order.testing.Bus;
import dev.furikomi.order.testing.Shopper;
import dev.furikomi.order.testing.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An order goes from the phone, which has no card reader, to a computer. */
@QuarkusTest
class HandOverTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    TestClock clock;

    @Inject
    DataSource database;

    private Bus bus;
    private Shopper phone;

    @BeforeEach
    void applyOnThePhone() {
        bus = new Bus(bootstrapServers);
        // Attempts are counted by the minute: each test has a whole one.
        Instant now = clock.instant();
        clock.advance(Duration.between(now, now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES)));
        phone = new Shopper(bus, clock, Money.ofMinor(4800, "JPY")).applies().opensTheOrder();
    }

    @AfterEach
    void disconnect() {
        bus.close();
    }

    @Test
    void aCodeOpensTheOrderOnAnotherDeviceOnce() {
        String code = start().jsonPath().getString("code");

        Response redeemed = redeem(code.toLowerCase(java.util.Locale.ROOT).replace("-", " "));

        assertThat(redeemed.statusCode()).isEqualTo(200);
        assertThat(redeemed.jsonPath().getString("orderNumber")).isEqualTo(phone.number);
        assertThat(redeemed.jsonPath().getString("continueAt")).contains(phone.number);
        Response seen = given().cookie("furikomi_order", redeemed.cookie("furikomi_order"))
                .get("/v1/orders/{number}", phone.number);
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(phone.looks().statusCode()).isEqualTo(200);
        assertThat(reason(redeem(code))).isEqualTo("hand-over-code-invalid");
    }

    @Test
    void aCodeEndsAfterTenMinutesAndWhenANewOneIsMade() {
        String first = start().jsonPath().getString("code");
        String second = start().jsonPath().getString("code");
        assertThat(reason(redeem(first))).isEqualTo("hand-over-code-invalid");

        clock.advance(Duration.ofMinutes(10));

        assertThat(reason(redeem(second))).isEqualTo("hand-over-code-invalid");
    }

    @Test
    void guessingIsStoppedBeforeACodeIsLookedFor() {
        String code = start().jsonPath().getString("code");
        for (int i = 0; i < 10; i++) {
            assertThat(reason(redeem("0000-0000"))).isEqualTo("hand-over-code-invalid");
        }
        Response stopped = redeem(code);
        assertThat(stopped.statusCode()).isEqualTo(429);
        assertThat(reason(stopped)).isEqualTo("too-many-attempts");

        clock.advance(Duration.ofMinutes(1));

        assertThat(redeem(code).statusCode()).isEqualTo(200);
    }

    @Test
    void whatCannotBeACodeCountsAgainstWhoTypedItAlone() throws Exception {
        String code = start().jsonPath().getString("code");
        assertThat(reason(redeem("nonsense!"))).isEqualTo("hand-over-code-invalid");
        assertThat(attemptsInAll()).isZero();
        assertThat(reason(redeem("0000-0000"))).isEqualTo("hand-over-code-invalid");
        assertThat(attemptsInAll()).isEqualTo(1);

        for (int i = 0; i < 8; i++) {
            assertThat(reason(redeem("nonsense!"))).isEqualTo("hand-over-code-invalid");
        }

        assertThat(reason(redeem(code))).isEqualTo("too-many-attempts");
        assertThat(attemptsInAll()).isEqualTo(1);
    }

    @Test
    void onlyTheOrdersShopperGetsACodeAndOnlyWhileItCanBePaid() {
        Response stranger = given().post("/v1/orders/{number}/hand-overs", phone.number);
        assertThat(stranger.statusCode()).isEqualTo(403);
        phone.as().post("/v1/orders/{number}/cancellation", phone.number);
        assertThat(reason(start())).isEqualTo("order-cancelled");
    }

    @Test
    void thePagesShowTheCodeAndTakeIt() {
        String page =
                phone.as().post("/orders/{number}/hand-over", phone.number).asString();
        String code = page.replaceAll("(?s).*data-testid=\"hand-over-code\">([^<]+)<.*", "$1");
        assertThat(page).contains("data:image/svg+xml;base64,").contains("/continue</span>");

        Response wrong = given().formParam("code", "nonsense").post("/continue");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.asString()).contains("does not work");
        Response right =
                given().redirects().follow(false).formParam("code", code).post("/continue");
        assertThat(right.statusCode()).isEqualTo(303);
        assertThat(right.header("Location")).contains(phone.number).doesNotContain(code);
        assertThat(right.cookie("furikomi_order")).isNotEmpty();
    }

    /** In this minute, by everybody. */
    private int attemptsInAll() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement(
                        "select coalesce(sum(attempts), 0) from hand_over_attempt where client = '*' and minute = ?")) {
            count.setObject(1, clock.instant().truncatedTo(ChronoUnit.MINUTES).atOffset(ZoneOffset.UTC));
            try (ResultSet counted = count.executeQuery()) {
                counted.next();
                return counted.getInt(1);
            }
        }
    }

    private Response start() {
        return phone.as().post("/v1/orders/{number}/hand-overs", phone.number);
    }

    private static Response redeem(String code) {
        return given().contentType("application/json")
                .body(Map.of("code", code))
                .post("/v1/hand-overs");
    }

    private static String reason(Response response) {
        return response.jsonPath().getString("reason");
    }
}
