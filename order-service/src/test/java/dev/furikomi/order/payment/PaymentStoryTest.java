package dev.furikomi.order.payment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.furikomi.events.EventName;
import dev.furikomi.events.Money;
import dev.furikomi.events.TransferCompleted;
import dev.furikomi.events.TransferInstruction;
import dev.furikomi.events.WindowOutcome;
import dev.furikomi.order.testing.OrderStory;
import dev.furikomi.order.testing.SchemeTestResource;
import dev.furikomi.order.testing.Shopper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** One order, one payment: what banks say of it, in earnest and in forgery. */
@QuarkusTest
class PaymentStoryTest extends OrderStory {

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

    /** Each request lets the order live longer and holds its stock: not for ever. */
    @Test
    void onlySoManyRequestsAreIssuedForAnOrder() {
        Shopper shopper = shopper();
        for (int issued = 0; issued < 3; issued++) {
            clock.advance(Duration.ofMinutes(16));
            paymentRequest(shopper, MINATO, 201);
        }
        String last = paymentRequest(shopper, MINATO, 200);

        clock.advance(Duration.ofMinutes(16));
        Response refused = shopper.chooses(MINATO);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("reason")).isEqualTo("too-many-payment-requests");
        assertThat(Instant.parse(refused.jsonPath().getString("orderExpiresAt")))
                .isEqualTo(Instant.parse(shopper.looks().jsonPath().getString("expiresAt")));
        shopper.bankCompletes(Shopper.transfer(last));
        shopper.awaitStatus("PAID");
    }
}
