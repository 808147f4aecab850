package dev.furikomi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.e2e.card.Payment;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.system.EventTap;
import dev.furikomi.e2e.system.EventTap.Event;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What travels on Kafka during a purchase, and what must not. */
@ExtendWith(RunningSystem.class)
class EventStory {

    private final Furikomi furikomi;

    EventStory(Furikomi furikomi) {
        this.furikomi = furikomi;
    }

    @Test
    void eachStepOfAPurchaseIsASignedEventOfTheOneWhoMayTellIt() {
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        try (EventTap tap = furikomi.listen()) {
            OrderFile.Order order = furikomi.newOrder();
            Payment.open(customer, order).through();
            order.awaitStatus("PAID");
            List<Event> events = tap.hear(heard -> types(heard, order).contains("order-paid")
                    && types(heard, order).contains("window-closed"));
            assertThat(types(events, order))
                    .contains(
                            "purchase",
                            "transfer-request",
                            "transfer-accepted",
                            "transfer-completed",
                            "window-closed",
                            "order-paid")
                    .doesNotHaveDuplicates();
            assertThat(of(events, order)).allSatisfy(event -> {
                assertThat(event.topic()).isEqualTo(event.type() + ".hanaya");
                assertThat(event.signature()).matches("[\\w-]+\\.\\.[\\w-]+");
                assertThat(event.source())
                        .isEqualTo(
                                switch (event.type()) {
                                    case "purchase" -> "/merchants/hanaya/catalogue";
                                    case "order-paid" -> "/merchants/hanaya/orders";
                                    default -> "/banks/MNTOJPJT";
                                });
            });
        }
    }

    /** Banking secrecy: account, holder, balance and the reason of a refusal are none of the merchant's business. */
    @Test
    void theMerchantHearsOnlyThatThePaymentWasRefused() {
        Shopper poor = furikomi.newShopper(furikomi.minato(), 1);
        try (EventTap tap = furikomi.listen()) {
            OrderFile.Order order = furikomi.newOrder();
            Payment payment = Payment.open(poor, order).untilAuthenticated();
            payment.apply().refused("balance-insufficient");
            List<Event> events = of(tap.hear(heard -> types(heard, order).contains("window-closed")), order);
            assertThat(events)
                    .filteredOn(event -> event.source().startsWith("/banks/"))
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(event.data())
                            .doesNotContain("balance")
                            .doesNotContain(poor.account())
                            .doesNotContain(poor.reference())
                            .doesNotContain("Story "));
            assertThat(order.view().toString()).doesNotContain("balance").doesNotContain(poor.account());
        }
    }

    private static List<String> types(List<Event> events, OrderFile.Order order) {
        return of(events, order).stream().map(Event::type).toList();
    }

    private static List<Event> of(List<Event> events, OrderFile.Order order) {
        return events.stream()
                .filter(event ->
                        event.data().contains(order.number()) || event.key().equals(order.number()))
                .toList();
    }
}
