package dev.furikomi.bank.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A bank that goes without S306 and S110: the card signs the application. */
@QuarkusTest
@TestProfile(WindowProfile.ShortProcedure.class)
class ShortProcedureTest {

    @Inject
    StallingSettlement stalling;

    @Test
    void leadsToThePaidOrderWithoutASeparateAcceptance() {
        Purchase purchase = Purchase.withBalance(10_000);
        Shopper shopper = Shopper.opens(purchase).authenticated();

        Response applied = shopper.applies();

        applied.then().statusCode(200).body("status", equalTo("COMPLETED")).body("procedure", equalTo("short"));
        assertThat(shopper.applies().asString()).isEqualTo(applied.asString());
        assertThat(purchase.booked(purchase.payee)).isEqualTo(5400);
        assertThat(Purchase.ledgerBalances()).isTrue();
        assertThat(shopper.looks().getList("timeline.step"))
                .isEqualTo(List.of(
                        "S301", "S105", "S106", "S107", "S302", "S303", "S108", "S304", "S109", "S305", "S307",
                        "S308"));
        try (MerchantBus merchant = new MerchantBus()) {
            assertThat(merchant.eventsOf(shopper.transferId(), 4))
                    .containsExactly("transfer-request", "transfer-accepted", "transfer-completed", "window-closed");
        }
    }

    @Test
    void takesNoTransferWithoutTheCardsSignature() {
        Shopper shopper = Shopper.opens(Purchase.withBalance(10_000)).authenticated();

        shopper.asksForTransfer().then().statusCode(400).body("reason", equalTo("invalid-request"));
        shopper.accepts().then().statusCode(409).body("reason", equalTo("step-out-of-order"));
        assertThat(shopper.looks().getString("status")).isEqualTo("AUTHENTICATED");
    }

    @Test
    void takesNoAcceptanceInPlaceOfAnApplication() {
        Purchase purchase = Purchase.withBalance(10_000);
        Shopper shopper = Shopper.opens(purchase).authenticated();
        Map<String, Object> body = shopper.shown();
        body.put("application", shopper.acceptance(shopper.session.transfer()));

        shopper.call("transfer", body).then().statusCode(422).body("reason", equalTo("card-signature-invalid"));

        assertThat(purchase.reserved()).isZero();
        assertThat(purchase.booked(purchase.payer)).isEqualTo(10_000);
    }

    @Test
    void saysThatTheTransferIsUnderWayWhenItTakesTooLong() {
        Purchase purchase = Purchase.withBalance(10_000);
        Shopper shopper = Shopper.opens(purchase).authenticated();
        stalling.stall(shopper.transferId());

        try {
            shopper.applies().then().statusCode(200).body("status", equalTo("ACCEPTED"));
            assertThat(purchase.booked(purchase.payee)).isZero();
            assertThat(purchase.reserved()).isEqualTo(5400);
        } finally {
            stalling.release();
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() -> shopper.looks().getString("status").equals("COMPLETED"));
        assertThat(purchase.booked(purchase.payee)).isEqualTo(5400);
        assertThat(purchase.reserved()).isZero();
    }
}
