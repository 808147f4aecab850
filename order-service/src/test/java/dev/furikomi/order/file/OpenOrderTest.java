package dev.furikomi.order.file;

import static dev.furikomi.order.file.TestFacts.MERCHANT;
import static dev.furikomi.order.file.TestFacts.MINATO;
import static dev.furikomi.order.file.TestFacts.NOW;
import static dev.furikomi.order.file.TestFacts.YAMABUKI;
import static dev.furikomi.order.file.TestFacts.closed;
import static dev.furikomi.order.file.TestFacts.fact;
import static dev.furikomi.order.file.TestFacts.knownOrder;
import static dev.furikomi.order.file.TestFacts.request;
import static dev.furikomi.order.file.TestFacts.superseded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.events.WindowOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rule of one order, one payment. The request at Minato expires at 03:15:10. */
class OpenOrderTest {

    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final UUID T1 = UUID.randomUUID();
    private static final UUID T2 = UUID.randomUUID();

    private final PaymentRequest minato = request(MINATO);
    private final Instant expiry = minato.expiresAt();

    @Test
    void anotherBankWaitsUntilTenMinutesAfterTheExpiry() {
        OpenOrder order = order();

        assertThat(order.requestElsewhere(YAMABUKI, NOW.plusSeconds(20), GRACE)).contains(minato);
        assertThat(order.requestElsewhere(YAMABUKI, expiry.plus(GRACE).minusSeconds(1), GRACE))
                .contains(minato);
        assertThat(order.requestElsewhere(YAMABUKI, expiry.plus(GRACE), GRACE)).isEmpty();
        assertThat(order.requestElsewhere(MINATO, NOW.plusSeconds(20), GRACE)).isEmpty();
    }

    @Test
    void aClosedWindowReleasesTheOrderForAnotherBank() {
        OpenOrder order = order(closed(minato, T1, WindowOutcome.REFUSED, 20));

        assertThat(order.requestElsewhere(YAMABUKI, NOW.plusSeconds(30), GRACE)).isEmpty();
        assertThat(order.liveRequest(MINATO, NOW.plusSeconds(30))).contains(minato);
    }

    @Test
    void aWindowThatGaveWayToANewerOneOfTheSameRequestReleasesNothing() {
        OpenOrder reopened = order(superseded(minato, T1, 20));
        OpenOrder closedAtLast = order(superseded(minato, T1, 20), closed(minato, T2, WindowOutcome.ABANDONED, 25));

        assertThat(reopened.requestElsewhere(YAMABUKI, NOW.plusSeconds(30), GRACE))
                .contains(minato);
        assertThat(reopened.liveRequest(MINATO, NOW.plusSeconds(30))).contains(minato);
        assertThat(closedAtLast.requestElsewhere(YAMABUKI, NOW.plusSeconds(30), GRACE))
                .isEmpty();
    }

    @Test
    void aSecondWindowThatGotFurtherHoldsTheOrderAgain() {
        OpenOrder order =
                order(closed(minato, T1, WindowOutcome.ABANDONED, 20), fact(FactKind.REQUESTED, minato, T2, 25));

        assertThat(order.requestElsewhere(YAMABUKI, NOW.plusSeconds(30), GRACE)).contains(minato);
        assertThat(order.isTransferUnderWay(NOW.plusSeconds(30), GRACE)).isTrue();
    }

    @Test
    void aWindowThatClosedAsPendingReleasesNothing() {
        OpenOrder order = order(closed(minato, T1, WindowOutcome.PENDING, 20));

        assertThat(order.requestElsewhere(YAMABUKI, NOW.plusSeconds(30), GRACE)).contains(minato);
        assertThat(order.isTransferAccepted()).isTrue();
    }

    @Test
    void anAcceptanceConsumesTheRequestAndARejectionReleasesTheOrder() {
        OpenOrder accepted = order(fact(FactKind.ACCEPTED, minato, T1, 20));
        OpenOrder rejected = order(fact(FactKind.ACCEPTED, minato, T1, 20), fact(FactKind.REJECTED, minato, T1, 25));

        assertThat(accepted.isTransferAccepted()).isTrue();
        assertThat(accepted.liveRequest(MINATO, NOW.plusSeconds(30))).isEmpty();
        assertThat(rejected.isTransferAccepted()).isFalse();
        assertThat(rejected.liveRequest(MINATO, NOW.plusSeconds(30))).isEmpty();
        assertThat(rejected.requestElsewhere(YAMABUKI, NOW.plusSeconds(30), GRACE))
                .isEmpty();
    }

    @Test
    void anAcceptanceIsUnderWayHoweverLongItsAnswerTakes() {
        OpenOrder order = order(fact(FactKind.ACCEPTED, minato, T1, 20));

        assertThat(order.isTransferUnderWay(NOW.plus(Duration.ofDays(3)), GRACE))
                .isTrue();
    }

    @Test
    void aTransferThatWasNeverAcceptedIsOverTenMinutesAfterTheExpiry() {
        OpenOrder order = order(fact(FactKind.REQUESTED, minato, T1, 20));

        assertThat(order.isTransferUnderWay(expiry.plus(GRACE).minusSeconds(1), GRACE))
                .isTrue();
        assertThat(order.isTransferUnderWay(expiry.plus(GRACE), GRACE)).isFalse();
    }

    @Test
    void aRequestLivesUntilItsExpiryAndNotLonger() {
        OpenOrder order = order();

        assertThat(order.liveRequest(MINATO, expiry.minusSeconds(1))).contains(minato);
        assertThat(order.liveRequest(MINATO, expiry)).isEmpty();
    }

    @Test
    void theOrderLivesTenMinutesLongerThanItsRequest() {
        OrderFile file = knownOrder();
        file.expiresAt = NOW.plusSeconds(60);
        OpenOrder order = new OpenOrder(MERCHANT, file, List.of(), List.of());

        order.add(minato, GRACE);

        assertThat(file.expiresAt()).isEqualTo(expiry.plus(GRACE));
    }

    @Test
    void aRequestStandsInTheWayOfACancellationUntilItsBankHasAnswered() {
        Instant now = NOW.plusSeconds(30);

        assertThat(order().unansweredRequest(now, GRACE)).contains(minato);
        assertThat(order(superseded(minato, T1, 20)).unansweredRequest(now, GRACE))
                .contains(minato);
        assertThat(order().unansweredRequest(expiry.plus(GRACE), GRACE)).isEmpty();
        assertThat(order(closed(minato, T1, WindowOutcome.ABANDONED, 20)).unansweredRequest(now, GRACE))
                .isEmpty();
        assertThat(order(fact(FactKind.REJECTED, minato, T1, 20)).unansweredRequest(now, GRACE))
                .isEmpty();
    }

    @Test
    void aCancellationIsFinalWhenNoBankCanAcceptAnyMore() {
        Instant now = NOW.plusSeconds(30);
        OpenOrder released = order(closed(minato, T1, WindowOutcome.ABANDONED, 20));
        OpenOrder consumed = order(fact(FactKind.REJECTED, minato, T1, 20));

        released.cancel(now, GRACE);
        consumed.cancel(now, GRACE);

        assertThat(consumed.file().isCancelledForGood()).isTrue();
        assertThat(released.file().isCancelledForGood()).isFalse();
        assertThat(released.cancelForGoodIfDue(expiry.plus(GRACE).minusSeconds(1)))
                .isFalse();
        assertThat(released.cancelForGoodIfDue(expiry.plus(GRACE))).isTrue();
        assertThat(released.file().isCancelledForGood()).isTrue();
    }

    @Test
    void aCancellationIsNotFinalWhileAnAcceptanceIsUnanswered() {
        OpenOrder order = order(closed(minato, T1, WindowOutcome.ABANDONED, 20));
        order.cancel(NOW.plusSeconds(30), GRACE);
        order.add(fact(FactKind.ACCEPTED, minato, T2, 40), GRACE);

        assertThat(order.cancelForGoodIfDue(expiry.plus(Duration.ofDays(1)))).isFalse();
        assertThat(order.progress().status()).contains(OrderStatus.TRANSFER_ACCEPTED);

        order.add(fact(FactKind.REJECTED, minato, T2, 50), GRACE);
        assertThat(order.progress().status()).contains(OrderStatus.CANCELLED);
        assertThat(order.cancelForGoodIfDue(expiry.plus(Duration.ofDays(1)))).isTrue();
    }

    private OpenOrder order(TransferFact... facts) {
        return new OpenOrder(MERCHANT, knownOrder(), List.of(minato), List.of(facts));
    }
}
