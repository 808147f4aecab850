package dev.furikomi.order.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.furikomi.order.testing.OrderStory;
import dev.furikomi.order.testing.Shopper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The order access token and the cookie that it is exchanged for. */
@QuarkusTest
class AccessStoryTest extends OrderStory {

    @Inject
    DataSource database;

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

    /** Between the look whether the cookie was used and the withdrawal of its grant, it is used. */
    @Test
    void aTokenWhoseCookieIsUsedInTheVeryMomentIsNotExchangedAgain() throws Exception {
        Shopper shopper = shopper();
        CompletableFuture<Response> second;
        try (Connection using = database.getConnection()) {
            using.setAutoCommit(false);
            execute(using, "update order_access set used_at = now() where order_number = ?", shopper.number);
            second = CompletableFuture.supplyAsync(shopper::exchange);
            awaitBlocked();
            using.commit();
        }

        assertThat(second.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(403);
        assertThat(shopper.looks().statusCode()).isEqualTo(200);
    }

    /** The cookie comes while its grant is being withdrawn: it is used before, or not at all. */
    @Test
    void aCookieWhoseGrantIsWithdrawnInTheVeryMomentShowsNothing() throws Exception {
        Shopper shopper = shopper();
        CompletableFuture<Response> look;
        try (Connection withdrawing = database.getConnection()) {
            withdrawing.setAutoCommit(false);
            execute(withdrawing, "delete from order_access where order_number = ?", shopper.number);
            look = CompletableFuture.supplyAsync(shopper::looks);
            awaitBlocked();
            withdrawing.commit();
        }

        assertThat(look.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(403);
    }

    @Test
    void aCookieThatIsUsedTwiceAtOnceForTheFirstTimeShowsTheOrderBothTimes() {
        Stream.generate(this::shopper).limit(5).forEach(shopper -> assertThat(
                        IntStream.range(0, 8).parallel().mapToObj(look -> shopper.looks()
                                .statusCode()))
                .containsOnly(200));
    }

    private void awaitBlocked() {
        await().atMost(Shopper.PATIENCE).until(() -> {
            try (Connection looking = database.getConnection();
                    ResultSet blocked = looking.createStatement()
                            .executeQuery("select count(*) from pg_stat_activity"
                                    + " where wait_event_type = 'Lock' and query like '%order_access%'")) {
                blocked.next();
                return blocked.getInt(1) > 0;
            }
        });
    }

    private static void execute(Connection connection, String sql, String number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, number);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
