package dev.furikomi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.furikomi.e2e.card.Payment;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.Bank;
import dev.furikomi.e2e.http.OrderFile;

/** What must hold after each refusal: nothing moved, nothing is held back, the books balance, the order can be paid. */
final class Untouched {

    private final Shopper shopper;
    private final OrderFile.Order order;
    private final Bank.Balance before;

    private Untouched(Shopper shopper, OrderFile.Order order) {
        this.shopper = shopper;
        this.order = order;
        this.before = shopper.balance();
    }

    /** Remembers how things stand. */
    static Untouched of(Shopper shopper, OrderFile.Order order) {
        return new Untouched(shopper, order);
    }

    /** No money moved and none is reserved. */
    Untouched verify() {
        assertThat(shopper.balance()).as("balances after the refusal").isEqualTo(before);
        assertThat(before.reserved()).matches("0(\\.0+)?");
        assertBalanced(shopper.bank());
        order.awaitStatus("APPLIED");
        return this;
    }

    /** The same order is paid by this shopper after all. */
    void thenPaysWith(Shopper payer) {
        Bank.Balance had = payer.balance();
        Payment.open(payer, order).through();
        order.awaitStatus("PAID");
        assertPaidOnce(payer, had, order);
    }

    /** The same order is paid by the same shopper after all. */
    void thenPays() {
        thenPaysWith(shopper);
    }

    static void assertPaidOnce(Shopper payer, Bank.Balance before, OrderFile.Order order) {
        Bank.Balance after = payer.balance();
        assertThat(new java.math.BigDecimal(before.booked()).subtract(new java.math.BigDecimal(after.booked())))
                .as("what left the account for order %s", order.number())
                .isEqualByComparingTo(order.total().amount());
        assertThat(after.reserved()).matches("0(\\.0+)?");
        assertBalanced(payer.bank());
    }

    static void assertBalanced(Bank bank) {
        JsonNode check = bank.ledgerCheck();
        assertThat(check.path("balanced").asBoolean())
                .as("books of %s: %s", bank.bic(), check)
                .isTrue();
        assertThat(check.path("checks")).as("checks of the books").isNotEmpty();
    }
}
