package dev.furikomi.order.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.furikomi.events.EventName;
import dev.furikomi.events.TransferInstruction;
import dev.furikomi.events.WindowOutcome;
import dev.furikomi.order.testing.OrderStory;
import dev.furikomi.order.testing.Shopper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A cancelled order and the money of a bank window: in the end they agree. */
@QuarkusTest
class CancellationTest extends OrderStory {

    @Test
    void anOrderThatNoBankWasAskedAboutIsCancelledAtOnce() {
        Shopper shopper = shopper();

        assertThat(cancel(shopper).jsonPath().getString("status")).isEqualTo("CANCELLED");
        assertThat(cancel(shopper).statusCode()).isEqualTo(200);

        assertThat(awaitEvents(EventName.ORDER_CANCELLED, shopper.number, 1)).hasSize(1);
        assertThat(shopper.chooses(MINATO).jsonPath().getString("reason")).isEqualTo("order-cancelled");
    }

    /** The bank's window may be open, and nothing is heard of it before the transfer is asked for there. */
    @Test
    void anOrderIsNotCancelledWhileABankWindowMayBeOpen() {
        Shopper shopper = shopper();
        TransferInstruction transfer = Shopper.transfer(paymentRequest(shopper, MINATO, 201));

        Response refused = cancel(shopper);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("reason")).isEqualTo("payment-in-progress");
        assertThat(refused.jsonPath().getString("bank")).isEqualTo(MINATO);
        assertThat(refused.jsonPath().getString("retryAfter")).endsWith("Z");
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1400L, 1501L);
        assertThat(shopper.as()
                        .post("/orders/{number}/cancellation", shopper.number)
                        .asString())
                .contains("window of your bank may still be open");
        shopper.bankRequests(transfer);
        shopper.awaitStatus("TRANSFER_REQUESTED");
        assertThat(cancel(shopper).jsonPath().getString("reason")).isEqualTo("transfer-in-progress");
        shopper.bankAccepts(transfer);
        shopper.awaitStatus("TRANSFER_ACCEPTED");
        assertThat(cancel(shopper).jsonPath().getString("reason")).isEqualTo("transfer-in-progress");
        shopper.bankCompletes(transfer);
        shopper.awaitStatus("PAID");
        assertThat(reviewReasons(shopper)).isEmpty();
    }

    @Test
    void aRequestThatNoBankAnswersStandsInTheWayNoLongerThanItsBankMayBeHeard() {
        Shopper shopper = shopper();
        paymentRequest(shopper, MINATO, 201);
        clock.advance(Duration.ofMinutes(26));

        assertThat(cancel(shopper).jsonPath().getString("status")).isEqualTo("CANCELLED");
        assertThat(awaitEvents(EventName.ORDER_CANCELLED, shopper.number, 1)).hasSize(1);
    }

    /** After a window closed the same request may open another one: its stock stays held until it cannot. */
    @Test
    void aCancelledOrderIsPaidAllTheSameWhenItsShopperAcceptsOnARequestThatStillLives() {
        Shopper shopper = shopper();
        TransferInstruction closed = Shopper.transfer(paymentRequest(shopper, MINATO, 201));
        shopper.windowCloses(closed, WindowOutcome.ABANDONED);
        await().atMost(Shopper.PATIENCE)
                .untilAsserted(() -> assertThat(steps(shopper)).contains("S308"));
        assertThat(cancel(shopper).jsonPath().getString("status")).isEqualTo("CANCELLED");
        assertThat(shopper.chooses(MINATO).jsonPath().getString("reason")).isEqualTo("order-cancelled");
        TransferInstruction reopened = again(closed);

        shopper.bankAccepts(reopened);
        shopper.awaitStatus("TRANSFER_ACCEPTED");
        clock.advance(Duration.ofMinutes(26));
        assertThat(cancel(shopper).jsonPath().getString("reason")).isEqualTo("transfer-in-progress");
        shopper.bankCompletes(reopened);

        shopper.awaitStatus("PAID");
        assertThat(reviewReasons(shopper)).isEmpty();
        assertThat(awaitEvents(EventName.ORDER_PAID, shopper.number, 1)).hasSize(1);
        assertThat(eventsAfterAWitness(EventName.ORDER_CANCELLED, shopper.number))
                .isEmpty();
    }

    @Test
    void aCancellationIsFinalOnceNoBankCanAcceptAnyMore() {
        Shopper shopper = shopper();
        TransferInstruction closed = Shopper.transfer(paymentRequest(shopper, MINATO, 201));
        shopper.windowCloses(closed, WindowOutcome.REFUSED);
        await().atMost(Shopper.PATIENCE)
                .untilAsserted(() -> assertThat(steps(shopper)).contains("S308"));
        cancel(shopper);
        TransferInstruction reopened = again(closed);
        shopper.bankAccepts(reopened);
        shopper.awaitStatus("TRANSFER_ACCEPTED");
        shopper.bankRejects(reopened);
        shopper.awaitStatus("CANCELLED");
        assertThat(eventsAfterAWitness(EventName.ORDER_CANCELLED, shopper.number))
                .isEmpty();

        clock.advance(Duration.ofMinutes(26));

        assertThat(awaitEvents(EventName.ORDER_CANCELLED, shopper.number, 1)).hasSize(1);
        shopper.bankCompletes(again(closed));
        await().atMost(Shopper.PATIENCE)
                .untilAsserted(() -> assertThat(reviewReasons(shopper)).containsExactly("refund-due-order-cancelled"));
        assertThat(shopper.status()).isEqualTo("CANCELLED");
    }

    @Test
    void aCancellationAndACompletionAtOnceEndPaidAndNothingIsToBeRefunded() {
        Stream.generate(this::shopper).limit(5).toList().parallelStream().forEach(shopper -> {
            TransferInstruction transfer = Shopper.transfer(paymentRequest(shopper, MINATO, 201));
            shopper.bankCompletes(transfer);
            cancel(shopper);
            shopper.awaitStatus("PAID");
            assertThat(reviewReasons(shopper)).isEmpty();
        });
    }

    /** The events of an order, once those of an order that was cancelled later have come. */
    private List<ConsumerRecord<String, byte[]>> eventsAfterAWitness(EventName name, String number) {
        Shopper witness = shopper();
        cancel(witness);
        return eventsUntil(name, number, witness.number);
    }

    /** Another window of the same payment request. */
    private static TransferInstruction again(TransferInstruction transfer) {
        return new TransferInstruction(
                UUID.randomUUID(),
                UUID.randomUUID(),
                transfer.endToEndId(),
                transfer.requestId(),
                transfer.merchant(),
                transfer.debtorAgent(),
                transfer.creditor(),
                transfer.instructedAmount());
    }
}
