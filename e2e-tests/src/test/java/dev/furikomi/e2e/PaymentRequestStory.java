package dev.furikomi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.furikomi.e2e.card.Payment;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.Bank;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.http.OrderFile.PaymentRequest;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** S104, S301: which requests of a merchant a bank opens a window for, and how often an order can be paid. */
@ExtendWith(RunningSystem.class)
class PaymentRequestStory {

    private final Furikomi furikomi;
    private final Bank minato;
    private final Shopper customer;
    private final OrderFile.Order order;
    private final Untouched untouched;

    PaymentRequestStory(Furikomi furikomi) {
        this.furikomi = furikomi;
        this.minato = furikomi.minato();
        this.customer = furikomi.newShopper(minato, 100_000);
        this.order = furikomi.newOrder();
        this.untouched = Untouched.of(customer, order);
    }

    @Test
    void refusesARequestThatIsMeantForAnotherBank() {
        PaymentRequest request = order.payAt(minato.bic());
        furikomi.yamabuki().tryWindow(request.jws()).refused("payment-request-for-another-bank");
        untouched.verify().thenPays();
    }

    @Test
    void refusesARequestOfAnUnknownMerchant() {
        PaymentRequest request = order.payAt(minato.bic());
        String unknown = furikomi.signedByAStranger(request, claims -> claims.put("iss", "nobody"));
        minato.tryWindow(unknown).refused("merchant-unknown");
        untouched.verify().thenPays();
    }

    @Test
    void refusesARequestThatTheMerchantDidNotSign() {
        PaymentRequest request = order.payAt(minato.bic());
        minato.tryWindow(furikomi.signedByAStranger(request, claims -> {})).refused("payment-request-invalid");
        untouched.verify().thenPays();
    }

    @Test
    void refusesARequestWhoseAmountWasChangedOnTheWay() {
        PaymentRequest request = order.payAt(minato.bic());
        String changed = furikomi.withClaimsChangedOnTheWay(
                request, claims -> ((ObjectNode) claims.get("instructedAmount")).put("amount", "1"));
        minato.tryWindow(changed).refused("payment-request-invalid");
        untouched.verify().thenPays();
    }

    @Test
    void refusesAPayeeThatIsNotTheMerchants() {
        PaymentRequest request = order.payAt(minato.bic());
        String diverted = furikomi.signedByTheMerchant(
                request, claims -> ((ObjectNode) claims.get("creditor")).put("account", customer.account()));
        minato.tryWindow(diverted).refused("payee-not-permitted");
        untouched.verify().thenPays();
    }

    @Test
    void refusesAReturnAddressThatIsNotTheMerchants() {
        PaymentRequest request = order.payAt(minato.bic());
        String diverted =
                furikomi.signedByTheMerchant(request, claims -> claims.put("returnUrl", "http://evil.example/"));
        minato.tryWindow(diverted).refused("return-url-not-permitted");
        untouched.verify().thenPays();
    }

    @Test
    void refusesAnExpiredRequest() {
        PaymentRequest request = order.payAt(minato.bic());
        String expired = furikomi.signedByTheMerchant(request, claims -> {
            long now = Instant.now().getEpochSecond();
            claims.put("iat", now - 1000).put("exp", now - 100);
        });
        minato.tryWindow(expired).refused("payment-request-expired");
        untouched.verify().thenPays();
    }

    @Test
    void refusesToAcceptOnARequestThatExpiredMeanwhile() {
        PaymentRequest request = order.payAt(minato.bic());
        Instant expiry = Instant.now().plusSeconds(5);
        String shortLived = furikomi.signedByTheMerchant(request, claims -> claims.put("exp", expiry.getEpochSecond()));
        Payment payment = Payment.in(
                        customer, minato.openWindow(new PaymentRequest(request.id(), minato.bic(), shortLived)))
                .untilRequested();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> Instant.now()
                .isAfter(expiry.plusSeconds(1)));
        payment.accept().refused("payment-request-expired");
        untouched.verify().thenPays();
    }

    @Test
    void refusesARequestThatWasConsumedByAcceptance() {
        Bank.Balance before = customer.balance();
        PaymentRequest request = order.payAt(minato.bic());
        Payment.in(customer, minato.openWindow(request)).through();
        order.awaitStatus("PAID");
        minato.tryWindow(request.jws()).refused("payment-request-consumed");
        Untouched.assertPaidOnce(customer, before, order);
    }

    @Test
    void refusesToPayAPaidOrderAgainAtTheOrderFileAndAtTheBank() {
        Bank.Balance before = customer.balance();
        PaymentRequest request = order.payAt(minato.bic());
        Payment.in(customer, minato.openWindow(request)).through();
        order.awaitStatus("PAID");
        order.tryBank(minato.bic()).refused("order-already-paid");
        String another = furikomi.signedByTheMerchant(
                request, claims -> claims.put("jti", UUID.randomUUID().toString()));
        minato.tryWindow(another).refused("order-already-paid");
        Untouched.assertPaidOnce(customer, before, order);
    }

    @Test
    void refusesASecondBankUntilTheFirstWindowIsClosed() {
        Payment first = Payment.open(customer, order);
        assertThat(order.tryBank(furikomi.yamabuki().bic())
                        .refused("other-bank-in-progress")
                        .body()
                        .path("bank")
                        .asText())
                .isEqualTo(minato.bic());
        first.window().close("cancelled").expect(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> order.tryBank(furikomi.yamabuki().bic()).status() == 201);
        untouched.verify();
    }

    @Test
    void refusesToCancelTheOrderWhileItsWindowIsOpenWhichThenIsPaid() {
        Bank.Balance before = customer.balance();
        Payment payment = Payment.open(customer, order).untilAuthenticated();
        order.cancel().refused("payment-in-progress");
        payment.apply().expect(200);
        payment.accept().expect(200);
        order.awaitStatus("PAID");
        Untouched.assertPaidOnce(customer, before, order);
    }

    /** A released request may open a window again: who goes back and accepts there has bought. */
    @Test
    void paysACancelledOrderWhoseShopperGoesBackToTheBankAndAccepts() {
        Bank.Balance before = customer.balance();
        PaymentRequest request = order.payAt(minato.bic());
        minato.openWindow(request).close("cancelled").expect(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> order.cancel().status() == 200);
        order.awaitStatus("CANCELLED");
        order.tryBank(minato.bic()).refused("order-cancelled");
        Payment.in(customer, minato.openWindow(request)).through();
        order.awaitStatus("PAID");
        Untouched.assertPaidOnce(customer, before, order);
    }

    @Test
    void aNewWindowForTheSameRequestClosesTheOlderOne() {
        PaymentRequest request = order.payAt(minato.bic());
        Payment older = Payment.in(customer, minato.openWindow(request)).untilRequested();
        Payment newer = Payment.in(customer, minato.openWindow(request));
        assertThat(older.accept()
                        .refused("window-closed")
                        .body()
                        .path("closedBecause")
                        .asText())
                .isEqualTo("window-superseded");
        untouched.verify();
        newer.through();
        order.awaitStatus("PAID");
    }

    @Test
    void acceptanceInTwoWindowsAtOnceMovesTheMoneyOnce() {
        Bank.Balance before = customer.balance();
        PaymentRequest request = order.payAt(minato.bic());
        Payment payment = Payment.in(customer, minato.openWindow(request)).untilRequested();
        java.util.Map<String, Object> acceptance = payment.session().acceptance(customer.card());
        java.util.List<Integer> answers = java.util.stream.IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> payment.window().acceptance(acceptance).status())
                .toList();
        assertThat(answers).contains(200).isSubsetOf(200, 409, 503);
        order.awaitStatus("PAID");
        Untouched.assertPaidOnce(customer, before, order);
    }

    @Test
    void aWindowBelongsToTheBrowserThatOpenedIt() {
        Payment payment = Payment.open(customer, order).untilAuthenticated();
        furikomi.minatoHttp()
                .get("/v1/windows/" + payment.window().id())
                .expect(403)
                .refused("window-not-yours");
        payment.apply().expect(200);
        payment.accept().expect(200);
        order.awaitStatus("PAID");
    }

    @Test
    void theOrderAccessTokenIsExchangedOnce() {
        dev.furikomi.e2e.http.Catalogue.Purchase purchase = furikomi.newPurchase("JPY");
        OrderFile.Order opened = furikomi.orderFile().open(purchase);
        opened.awaitStatus("APPLIED");
        furikomi.orderFile().access(purchase).expect(403).refused("token-already-exchanged");
    }

    @Test
    void nothingIsShippedThatIsNotPaid() {
        furikomi.orderFile().ship(order.number()).expect(409).refused("order-not-paid");
        untouched.verify().thenPays();
        furikomi.orderFile().ship(order.number()).expect2xx();
        order.awaitStatus("SHIPPED");
    }
}
