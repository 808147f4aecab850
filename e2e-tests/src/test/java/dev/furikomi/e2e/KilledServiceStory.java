package dev.furikomi.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.furikomi.e2e.card.Payment;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.Answer;
import dev.furikomi.e2e.http.Bank;
import dev.furikomi.e2e.http.BankWindow;
import dev.furikomi.e2e.http.Catalogue;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import dev.furikomi.e2e.system.StandardInputBridge;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kill -9} in the middle of a purchase: it ends paid once or not at all, and the books balance. */
@ExtendWith(RunningSystem.class)
class KilledServiceStory {

    private final Furikomi furikomi;
    private Shopper customer;
    private Bank.Balance before;

    KilledServiceStory(Furikomi furikomi) {
        this.furikomi = furikomi;
    }

    @BeforeEach
    void aCustomer() {
        customer = furikomi.newShopper(furikomi.minato(), 100_000);
        before = customer.balance();
    }

    @Test
    void theCatalogueAfterItTookThePurchase() {
        Catalogue.Purchase purchase = furikomi.newPurchase("JPY");
        furikomi.kill(Furikomi.CATALOGUE);
        furikomi.restart(Furikomi.CATALOGUE);
        OrderFile.Order order = furikomi.orderFile().open(purchase);
        Payment.open(customer, order).through();
        paidOnce(order);
    }

    @Test
    void theCatalogueWhileTheOrderIsPaid() {
        Catalogue.Product product = furikomi.catalogue().product("JPY");
        OrderFile.Order order = furikomi.newOrder(product);
        int held = furikomi.catalogue().product(product).available();
        furikomi.kill(Furikomi.CATALOGUE);
        Payment.open(customer, order).through();
        paidOnce(order);
        furikomi.restart(Furikomi.CATALOGUE);
        assertThat(furikomi.catalogue().product(product).available())
                .as("stock that was held is sold, not given back")
                .isEqualTo(held);
    }

    @Test
    void theOrderFileBeforeItHearsOfThePayment() {
        OrderFile.Order order = furikomi.newOrder();
        Payment payment = Payment.open(customer, order).untilRequested();
        furikomi.kill(Furikomi.ORDER_FILE);
        payment.accept().expect(200);
        furikomi.restart(Furikomi.ORDER_FILE);
        paidOnce(order);
    }

    @Test
    void theBankBetweenPasswordAndTransfer() {
        OrderFile.Order order = furikomi.newOrder();
        Payment payment = Payment.open(customer, order).untilAuthenticated();
        furikomi.kill(Furikomi.MINATO);
        furikomi.restart(Furikomi.MINATO);
        payment.apply().expect(200);
        payment.accept().expect(200);
        paidOnce(order);
    }

    /** The acceptance is on its way while the bank dies, at several distances from its arrival. */
    @ParameterizedTest
    @ValueSource(ints = {0, 8, 25, 60})
    void theBankWhileItAccepts(int milliseconds) throws Exception {
        OrderFile.Order order = furikomi.newOrder();
        Payment payment = Payment.open(customer, order).untilRequested();
        Map<String, Object> acceptance = payment.session().acceptance(customer.card());
        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(() -> payment.window().acceptance(acceptance));
        answer.completeOnTimeout(null, milliseconds, TimeUnit.MILLISECONDS)
                .handle((value, failure) -> 0)
                .get();
        furikomi.kill(Furikomi.MINATO);
        furikomi.restart(Furikomi.MINATO);
        // The shopper's page repeats what was not answered.
        payment.window().acceptance(acceptance).expect(200);
        paidOnce(order);
    }

    @Test
    void theBankAfterItAcceptedAndBeforeItsEventsAreOut() {
        OrderFile.Order order = furikomi.newOrder();
        Payment payment = Payment.open(customer, order).untilRequested();
        furikomi.kill(Furikomi.KAFKA);
        payment.accept().expect(200);
        furikomi.kill(Furikomi.MINATO);
        furikomi.restart(Furikomi.KAFKA);
        furikomi.restart(Furikomi.MINATO);
        paidOnce(order);
    }

    @Test
    void theDatabaseBetweenApplicationAndAcceptance() {
        OrderFile.Order order = furikomi.newOrder();
        Payment payment = Payment.open(customer, order).untilRequested();
        Map<String, Object> acceptance = payment.session().acceptance(customer.card());
        furikomi.kill(Furikomi.POSTGRES);
        furikomi.restart(Furikomi.POSTGRES);
        await("the bank takes the acceptance again")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> payment.window().acceptance(acceptance).status() == 200);
        paidOnce(order);
    }

    @Test
    void theBridgeBetweenPasswordAndAcceptance() {
        OrderFile.Order order = furikomi.newOrder();
        BankWindow window =
                customer.bank().openWindow(order.payAt(customer.bank().bic()));
        try (StandardInputBridge bridge = furikomi.newBridge()) {
            bridge.open(customer.bank().origin(), window.sessionRequest());
            bridge.insert(customer.card());
            window.card(bridge.ask("identify")).expect(200);
            bridge.call("prove", Map.of());
            bridge.kill();
        }
        try (StandardInputBridge bridge = furikomi.newBridge()) {
            bridge.pay(window, customer);
        }
        paidOnce(order);
    }

    private void paidOnce(OrderFile.Order order) {
        order.awaitStatus("PAID");
        await("nothing stays reserved")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> Untouched.assertPaidOnce(customer, before, order));
    }
}
