package dev.furikomi.order.file;

import static dev.furikomi.order.file.TestFacts.MERCHANT;
import static dev.furikomi.order.file.TestFacts.MINATO;
import static dev.furikomi.order.file.TestFacts.NOW;
import static dev.furikomi.order.file.TestFacts.NUMBER;
import static dev.furikomi.order.file.TestFacts.YAMABUKI;
import static dev.furikomi.order.file.TestFacts.closed;
import static dev.furikomi.order.file.TestFacts.fact;
import static dev.furikomi.order.file.TestFacts.knownOrder;
import static dev.furikomi.order.file.TestFacts.purchase;
import static dev.furikomi.order.file.TestFacts.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import dev.furikomi.events.TransferInstruction;
import dev.furikomi.events.WindowOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

    private static final UUID T1 = UUID.fromString("019ab0c4-5b00-7c3e-9d21-6f0a4be1c001");
    private static final UUID T2 = UUID.fromString("019ab0c4-5b00-7c3e-9d21-6f0a4be1c002");

    private final PaymentRequest request = request(MINATO);

    @Test
    void endsPaidInWhateverOrderTheEventsOfAPurchaseCome() {
        List<Consumer<Arrival>> events = List.of(
                arrival -> arrival.file.store(purchase()),
                arrival -> arrival.add(fact(FactKind.REQUESTED, request, T1, 20)),
                arrival -> arrival.add(fact(FactKind.ACCEPTED, request, T1, 30)),
                arrival -> arrival.add(fact(FactKind.COMPLETED, request, T1, 40)),
                arrival -> arrival.add(closed(request, T1, WindowOutcome.COMPLETED, 41)));

        assertThat(outcomes(events)).containsExactly("PAID by " + T1 + " []");
    }

    @Test
    void staysPayableInWhateverOrderTheEventsOfARefusalCome() {
        List<Consumer<Arrival>> events = List.of(
                arrival -> arrival.file.store(purchase()),
                arrival -> arrival.add(fact(FactKind.REQUESTED, request, T1, 20)),
                arrival -> arrival.add(closed(request, T1, WindowOutcome.ABANDONED, 25)),
                arrival -> arrival.add(closed(request, T2, WindowOutcome.REFUSED, 35)));

        assertThat(outcomes(events)).containsExactly("APPLIED by null []");
    }

    @Test
    void staysPayableInWhateverOrderARejectionComes() {
        List<Consumer<Arrival>> events = List.of(
                arrival -> arrival.file.store(purchase()),
                arrival -> arrival.add(fact(FactKind.REQUESTED, request, T1, 20)),
                arrival -> arrival.add(fact(FactKind.ACCEPTED, request, T1, 30)),
                arrival -> arrival.add(fact(FactKind.REJECTED, request, T1, 40)),
                arrival -> arrival.add(closed(request, T1, WindowOutcome.PENDING, 31)));

        assertThat(outcomes(events)).containsExactly("APPLIED by null []");
    }

    @Test
    void paysOnceAndAsksForOneRefundInWhateverOrderTwoTransfersComplete() {
        PaymentRequest other = request(YAMABUKI);
        List<Consumer<Arrival>> events = List.of(
                arrival -> arrival.file.store(purchase()),
                arrival -> arrival.add(fact(FactKind.ACCEPTED, request, T1, 30)),
                arrival -> arrival.add(fact(FactKind.COMPLETED, request, T1, 40)),
                arrival -> arrival.add(fact(FactKind.ACCEPTED, other, T2, 35)),
                arrival -> arrival.add(fact(FactKind.COMPLETED, other, T2, 45)));

        assertThat(outcomes(events, request, other))
                .allSatisfy(outcome -> assertThat(outcome).startsWith("PAID").endsWith("[REFUND_DUE_PAID_TWICE]"));
    }

    @Test
    void asksForARefundWhenTheMoneyComesAfterTheEnd() {
        OrderFile expired = knownOrder();
        expired.expiredAt = NOW.plusSeconds(5000);
        OrderFile cancelled = knownOrder();
        cancelled.cancelledAt = NOW.plusSeconds(50);
        List<TransferFact> completion = List.of(fact(FactKind.COMPLETED, request, T1, 40));

        assertThat(progress(expired, completion)).satisfies(progress -> {
            assertThat(progress.status()).contains(OrderStatus.EXPIRED);
            assertThat(progress.doubts())
                    .extracting(Progress.Doubt::reason)
                    .containsExactly(ReviewReason.REFUND_DUE_ORDER_EXPIRED);
        });
        assertThat(progress(cancelled, completion)).satisfies(progress -> {
            assertThat(progress.status()).contains(OrderStatus.CANCELLED);
            assertThat(progress.doubts())
                    .extracting(Progress.Doubt::reason)
                    .containsExactly(ReviewReason.REFUND_DUE_ORDER_CANCELLED);
        });
    }

    @Test
    void paysACancelledOrderAsLongAsItsBankCouldStillAccept() {
        OrderFile cancelled = knownOrder();
        cancelled.cancelledAt = NOW.plusSeconds(35);
        cancelled.cancellationOpenUntil = NOW.plusSeconds(1510);

        Progress progress = progress(cancelled, List.of(fact(FactKind.COMPLETED, request, T1, 40)));

        assertThat(progress.status()).contains(OrderStatus.PAID);
        assertThat(progress.doubts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            source,          merchant, request, debtor,   name,   agent,    account, currency, minor, reason
            /banks/MNTOJPJT, hanaya,   own,     MNTOJPJT, Hanaya, MNTOJPJT, 1000001, JPY,      5400,
            /banks/YMBKJPJT, hanaya,   own,     MNTOJPJT, Hanaya, MNTOJPJT, 1000001, JPY,      5400,  SIGNED_BY_ANOTHER_BANK
            /banks/YMBKJPJT, hanaya,   own,     YMBKJPJT, Hanaya, MNTOJPJT, 1000001, JPY,      5400,  BANK_DIFFERS
            /banks/MNTOJPJT, other,    own,     MNTOJPJT, Hanaya, MNTOJPJT, 1000001, JPY,      5400,  MERCHANT_DIFFERS
            /banks/MNTOJPJT, hanaya,   strange, MNTOJPJT, Hanaya, MNTOJPJT, 1000001, JPY,      5400,  REQUEST_UNKNOWN
            /banks/MNTOJPJT, hanaya,   own,     MNTOJPJT, Hanaya, MNTOJPJT, 6660001, JPY,      5400,  PAYEE_DIFFERS
            /banks/MNTOJPJT, hanaya,   own,     MNTOJPJT, Hanaya, YMBKJPJT, 1000001, JPY,      5400,  PAYEE_DIFFERS
            /banks/MNTOJPJT, hanaya,   own,     MNTOJPJT, Someone, MNTOJPJT, 1000001, JPY,     5400,  PAYEE_DIFFERS
            /banks/MNTOJPJT, hanaya,   own,     MNTOJPJT, Hanaya, MNTOJPJT, 1000001, KRW,      5400,  CURRENCY_DIFFERS
            /banks/MNTOJPJT, hanaya,   own,     MNTOJPJT, Hanaya, MNTOJPJT, 1000001, JPY,      5399,  AMOUNT_DIFFERS
            /banks/MNTOJPJT, hanaya,   own,     MNTOJPJT, Hanaya, MNTOJPJT, 1000001, JPY,      5401,  AMOUNT_DIFFERS
            """)
    void paysOnlyOnWhatWasAskedFor(
            String source,
            String merchant,
            String requestId,
            String debtor,
            String name,
            String agent,
            String account,
            String currency,
            long minor,
            ReviewReason reason) {
        TransferInstruction transfer = new TransferInstruction(
                T1,
                T1,
                NUMBER,
                requestId.equals("own") ? request.requestId.toString() : requestId,
                merchant,
                debtor,
                new Party(name, agent, account),
                Money.ofMinor(minor, currency));

        Progress progress = progress(knownOrder(), List.of(fact(FactKind.COMPLETED, source, transfer, 40)));

        assertThat(progress.doubts())
                .extracting(Progress.Doubt::reason)
                .containsExactlyElementsOf(reason == null ? List.of() : List.of(reason));
        assertThat(progress.status()).contains(reason == null ? OrderStatus.PAID : OrderStatus.APPLIED);
    }

    @Test
    void keepsTheMoneyAndAsksAPersonWhenABankContradictsItself() {
        Progress progress = progress(
                knownOrder(),
                List.of(fact(FactKind.REJECTED, request, T1, 39), fact(FactKind.COMPLETED, request, T1, 40)));

        assertThat(progress.status()).contains(OrderStatus.PAID);
        assertThat(progress.doubts())
                .extracting(Progress.Doubt::reason)
                .containsExactly(ReviewReason.ANSWERS_CONTRADICT);
    }

    @Test
    void saysNothingBeforeThePurchaseIsKnown() {
        Progress progress = progress(new OrderFile(NUMBER, NOW), List.of(fact(FactKind.COMPLETED, request, T1, 40)));

        assertThat(progress.status()).isEmpty();
        assertThat(progress.payment()).isNull();
    }

    @Test
    void aClosedWindowOfAForgingBankReleasesNothing() {
        TransferFact forged = closed(request, T1, WindowOutcome.ABANDONED, 20);
        forged.source = "/banks/" + YAMABUKI;

        assertThat(progress(knownOrder(), List.of(forged)).believed()).isEmpty();
    }

    private Progress progress(OrderFile file, List<TransferFact> facts) {
        return Progress.of(file, MERCHANT, List.of(request, request(YAMABUKI)), facts);
    }

    private Set<String> outcomes(List<Consumer<Arrival>> events) {
        return outcomes(events, request);
    }

    /** Lets the events arrive in each possible order, deciding after each as the service does. */
    private static Set<String> outcomes(List<Consumer<Arrival>> events, PaymentRequest... requests) {
        Set<String> outcomes = new LinkedHashSet<>();
        permutations(events, order -> {
            Arrival arrival = new Arrival(List.of(requests));
            order.forEach(event -> {
                event.accept(arrival);
                arrival.decide();
            });
            outcomes.add(arrival.outcome());
        });
        return outcomes;
    }

    private static <T> void permutations(List<T> items, Consumer<List<T>> action) {
        permute(new ArrayList<>(items), 0, action);
    }

    private static <T> void permute(List<T> items, int fixed, Consumer<List<T>> action) {
        if (fixed == items.size()) {
            action.accept(items);
            return;
        }
        for (int index = fixed; index < items.size(); index++) {
            Collections.swap(items, fixed, index);
            permute(items, fixed + 1, action);
            Collections.swap(items, fixed, index);
        }
    }

    /** An order file while events arrive; like the service it pays at the first completion that it believes. */
    private static final class Arrival {

        private final OrderFile file = new OrderFile(NUMBER, Instant.EPOCH);
        private final List<PaymentRequest> requests;
        private final List<TransferFact> facts = new ArrayList<>();

        Arrival(List<PaymentRequest> requests) {
            this.requests = requests;
        }

        void add(TransferFact fact) {
            facts.add(fact);
        }

        void decide() {
            TransferFact payment = progress().payment();
            if (payment != null && file.paidTransferId == null) {
                file.paidTransferId = payment.transferId;
            }
        }

        String outcome() {
            return progress().status().map(Enum::name).orElse("unknown") + " by " + file.paidTransferId + " "
                    + progress().doubts().stream().map(Progress.Doubt::reason).toList();
        }

        private Progress progress() {
            return Progress.of(file, MERCHANT, requests, facts);
        }
    }
}
