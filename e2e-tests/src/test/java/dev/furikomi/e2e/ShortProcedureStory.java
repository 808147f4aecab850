package dev.furikomi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.furikomi.e2e.card.Payment;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.Amount;
import dev.furikomi.e2e.http.Bank;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The document's claim 2: Yamabuki Bank lets the card sign the application and asks for no acceptance. */
@ExtendWith(RunningSystem.class)
class ShortProcedureStory {

    private final Shopper customer;
    private final OrderFile.Order order;

    ShortProcedureStory(Furikomi furikomi) {
        customer = furikomi.newShopper(furikomi.yamabuki(), Amount.yen(100_000));
        order = furikomi.newOrder();
    }

    @Test
    void paysWithTheSignedApplicationAlone() {
        Bank.Balance before = customer.balance();
        Payment payment = Payment.open(customer, order).untilAuthenticated();
        assertThat(payment.window().view().path("procedure").asText()).isEqualTo("short");
        payment.window().apply(payment.session().application(customer.card())).expect(200);
        order.awaitStatus("PAID");
        assertThat(order.steps()).contains("S305", "S203").doesNotContain("S110", "S306");
        assertThat(payment.window().view().path("timeline").toString()).doesNotContain("S306", "S110");
        Untouched.assertPaidOnce(customer, before, order);
    }

    @Test
    void refusesAnApplicationWithoutTheCardsSignature() {
        Untouched untouched = Untouched.of(customer, order);
        Payment payment = Payment.open(customer, order).untilAuthenticated();
        payment.apply().refused("invalid-request");
        untouched.verify();
    }

    @Test
    void refusesAnApplicationThatTheCardSignedForAnotherAmount() {
        Untouched untouched = Untouched.of(customer, order);
        Payment payment = Payment.open(customer, order).untilAuthenticated();
        ObjectNode other = payment.session().claims().path("txn").deepCopy();
        ((ObjectNode) other.path("instructedAmount")).put("amount", "1");
        payment.window()
                .apply(payment.session().application(customer.card(), other))
                .refused("card-signature-invalid");
        untouched.verify();
    }

    @Test
    void doesNotTakeAnAcceptanceForAnApplication() {
        Untouched untouched = Untouched.of(customer, order);
        Payment payment = Payment.open(customer, order).untilAuthenticated();
        payment.window().apply(payment.session().acceptance(customer.card())).refused("card-signature-invalid");
        untouched.verify();
    }
}
