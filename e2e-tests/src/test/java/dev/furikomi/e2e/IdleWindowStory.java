package dev.furikomi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.e2e.card.Payment;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.Amount;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A window that nobody uses closes; Yamabuki Bank is told to wait a few seconds only. */
@ExtendWith(RunningSystem.class)
class IdleWindowStory {

    @Test
    void aWindowIdlesOutAndTheOrderCanBePaidInANewOne(Furikomi furikomi) {
        Shopper customer = furikomi.newShopper(furikomi.yamabuki(), Amount.yen(100_000));
        OrderFile.Order order = furikomi.newOrder();
        Untouched untouched = Untouched.of(customer, order);
        Payment payment = Payment.open(customer, order).untilAuthenticated();
        Awaitility.await("window-idle")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> assertThat(payment.window().view().path("reason").asText())
                                .isEqualTo("window-idle"));
        assertThat(payment.window()
                        .apply(payment.session().application(customer.card()))
                        .refused("window-closed")
                        .body()
                        .path("closedBecause")
                        .asText())
                .isEqualTo("window-idle");
        untouched.verify();
        Payment again = Payment.open(customer, order).untilAuthenticated();
        again.window().apply(again.session().application(customer.card())).expect(200);
        order.awaitStatus("PAID");
    }
}
