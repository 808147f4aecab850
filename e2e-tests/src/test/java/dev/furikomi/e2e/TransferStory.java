package dev.furikomi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.furikomi.e2e.card.Payment;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.Amount;
import dev.furikomi.e2e.http.Answer;
import dev.furikomi.e2e.http.Bank;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S109, S305, S110: only exactly the transfer that was shown is made, once, and only when the money is there. */
@ExtendWith(RunningSystem.class)
class TransferStory {

    private final Furikomi furikomi;

    TransferStory(Furikomi furikomi) {
        this.furikomi = furikomi;
    }

    @Test
    void paysOverThePublicInterfacesWithEveryStepInTheTimeline() {
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        OrderFile.Order order = furikomi.newOrder();
        Bank.Balance before = customer.balance();
        Payment.open(customer, order).through();
        order.awaitStatus("PAID");
        assertThat(order.steps()).containsSubsequence("S202", "S305", "S110", "S203");
        Untouched.assertPaidOnce(customer, before, order);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            payee account, /creditor/account
            payee name, /creditor/name
            payee bank, /creditor/agent
            amount, /instructedAmount/amount
            currency, /instructedAmount/currency
            order, /orderNumber
            transfer id, /transferId""")
    void refusesAnApplicationForAnotherTransferThanTheOneRequested(String what, String pointer) {
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        OrderFile.Order order = furikomi.newOrder();
        Untouched untouched = Untouched.of(customer, order);
        Payment payment = Payment.open(customer, order).untilAuthenticated();
        payment.window().transfer(altered(payment.window().shown(), pointer)).refused("transfer-altered");
        untouched.verify().thenPays();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/creditor/account",
                "/creditor/name",
                "/instructedAmount/amount",
                "/orderNumber",
                "/transferId",
                "/requestId",
                "/merchant"
            })
    void refusesAnAcceptanceThatTheCardSignedForAnotherTransfer(String pointer) {
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        OrderFile.Order order = furikomi.newOrder();
        Untouched untouched = Untouched.of(customer, order);
        Payment payment = Payment.open(customer, order).untilRequested();
        JsonNode other = changed(payment.session().claims().path("txn"), pointer);
        payment.window()
                .acceptance(payment.session().acceptance(customer.card(), other))
                .refused("card-signature-invalid");
        untouched.verify().thenPays();
    }

    @Test
    void refusesAnAcceptanceByAnotherCardOfTheSameBank() {
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        Shopper other = furikomi.newShopper(furikomi.minato(), 100_000);
        OrderFile.Order order = furikomi.newOrder();
        Untouched untouched = Untouched.of(customer, order);
        Untouched others = Untouched.of(other, order);
        Payment payment = Payment.open(customer, order).untilRequested();
        payment.window().acceptance(payment.session().acceptance(other.card())).refused("card-changed");
        others.verify();
        untouched.verify().thenPays();
    }

    @Test
    void refusesWhenTheAvailableBalanceIsTooSmallByOneYen() {
        OrderFile.Order order = furikomi.newOrder();
        long total = Long.parseLong(order.total().amount());
        Shopper customer = furikomi.newShopper(furikomi.minato(), total - 1);
        Untouched untouched = Untouched.of(customer, order);
        Payment payment = Payment.open(customer, order).untilAuthenticated();
        payment.apply().refused("balance-insufficient");
        untouched.verify();
        customer.bank().deposit(customer.account(), Amount.yen(1));
        untouched.thenPays();
    }

    @Test
    void acceptingAgainInTheSameWindowGivesTheSameResultAndMovesNoMore() {
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        OrderFile.Order order = furikomi.newOrder();
        Bank.Balance before = customer.balance();
        Payment payment = Payment.open(customer, order).untilRequested();
        Map<String, Object> acceptance = payment.session().acceptance(customer.card());
        Answer first = payment.window().acceptance(acceptance).expect(200);
        Answer second = payment.window().acceptance(acceptance).expect(200);
        assertThat(second.body().path("transferId")).isEqualTo(first.body().path("transferId"));
        order.awaitStatus("PAID");
        Untouched.assertPaidOnce(customer, before, order);
    }

    @Test
    void aCallOutOfOrderClosesNothing() {
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        OrderFile.Order order = furikomi.newOrder();
        Payment payment = Payment.open(customer, order);
        payment.window().transfer().refused("step-out-of-order");
        payment.through();
        order.awaitStatus("PAID");
    }

    @Test
    void paysInEuroWithItsTwoDecimals() {
        OrderFile.Order order = furikomi.newOrder("EUR");
        assertThat(order.total().amount()).matches("\\d+\\.\\d\\d");
        Shopper customer = furikomi.newShopper(furikomi.yamabuki(), new Amount("EUR", "2000.00"));
        Bank.Balance before = customer.balance();
        Payment payment = Payment.open(customer, order).untilAuthenticated();
        payment.window().apply(payment.session().application(customer.card())).expect(200);
        order.awaitStatus("PAID");
        Untouched.assertPaidOnce(customer, before, order);
    }

    private static Map<String, Object> altered(Map<String, Object> transfer, String pointer) {
        Map<String, Object> copy = new LinkedHashMap<>(transfer);
        String[] path = pointer.substring(1).split("/");
        if (path.length == 2) {
            copy.put(path[0], changed((JsonNode) transfer.get(path[0]), "/" + path[1]));
        } else {
            copy.put(path[0], other(((JsonNode) transfer.get(path[0])).asText()));
        }
        return copy;
    }

    private static JsonNode changed(JsonNode node, String pointer) {
        ObjectNode copy = node.deepCopy();
        int last = pointer.lastIndexOf('/');
        ObjectNode holder = (ObjectNode) copy.at(pointer.substring(0, last));
        String field = pointer.substring(last + 1);
        holder.put(field, other(holder.path(field).asText()));
        return copy;
    }

    /** A value of the same form: one that only the comparison can refuse. */
    private static String other(String value) {
        return switch (value) {
            case "JPY" -> "KRW";
            case "MNTOJPJT" -> "YMBKJPJT";
            default -> value.chars().anyMatch(Character::isDigit) ? lastDigitChanged(value) : value + "x";
        };
    }

    private static String lastDigitChanged(String value) {
        for (int i = value.length() - 1; ; i--) {
            char digit = value.charAt(i);
            if (Character.isDigit(digit)) {
                char next = digit == '9' ? '8' : (char) (digit + 1);
                return value.substring(0, i) + next + value.substring(i + 1);
            }
        }
    }
}
