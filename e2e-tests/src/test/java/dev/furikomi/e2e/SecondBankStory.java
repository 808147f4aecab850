package dev.furikomi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.e2e.browser.Browser;
import dev.furikomi.e2e.browser.ShopPages;
import dev.furikomi.e2e.browser.Visit;
import dev.furikomi.e2e.browser.WindowPage;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.Amount;
import dev.furikomi.e2e.http.Bank;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.http.OrderFile.PaymentRequest;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One order, one payment, as the shopper sees it on the shop's and the banks' pages. */
@ExtendWith(RunningSystem.class)
class SecondBankStory {

    private final Furikomi furikomi;
    private final Visit visit;
    private final Bank minato;
    private final Bank yamabuki;
    private ShopPages shop;
    private OrderFile.Order order;

    SecondBankStory(Furikomi furikomi, Browser browser) {
        this.furikomi = furikomi;
        this.visit = browser.atADesk();
        this.minato = furikomi.minato();
        this.yamabuki = furikomi.yamabuki();
    }

    @BeforeEach
    void appliesForAPurchase() {
        shop = new ShopPages(visit, furikomi.shopOrigin())
                .openProduct(furikomi.catalogue().product("JPY").id())
                .applyForThePurchase()
                .awaitBankMenu(minato.bic());
        order = furikomi.orderFile().seenWith(shop.cookie("furikomi_order"), shop.orderNumber());
    }

    @AfterEach
    void leaves() {
        visit.close();
    }

    @Test
    void aSecondBankIsRefusedWhileTheFirstWindowIsOpenAndTakenOnceItIsClosed() {
        WindowPage window = shop.choose(minato.bic());
        ShopPages secondTab = new ShopPages(visit, furikomi.shopOrigin()).openPurchase(order.number());
        secondTab.awaitBankMenu(yamabuki.bic()).chooseInVain(yamabuki.bic());
        secondTab.tellsOfTheBankInProgress().keep("second-bank-refused");
        secondTab.close();
        window.cancel().isClosedBecause("cancelled").backToTheShop();
        // The order was payable all the time; what counts is that the bank's release has come.
        Awaitility.await().atMost(Duration.ofSeconds(45)).untilAsserted(() -> assertThat(order.steps())
                .contains("S111"));
        Shopper customer = furikomi.newShopper(yamabuki, Amount.yen(100_000));
        Bank.Balance before = customer.balance();
        WindowPage next = shop.triesAgain(yamabuki.bic()).choose(yamabuki.bic());
        next.startBridge().pay(customer);
        next.isPaidAndLeft();
        shop.seesThePurchaseAccepted();
        order.awaitStatus("PAID");
        Untouched.assertPaidOnce(customer, before, order);
    }

    @Test
    void anExpiredRequestIsExplainedOnAPageThatLeadsBack() {
        PaymentRequest request = order.payAt(minato.bic());
        String expired = furikomi.signedByTheMerchant(request, claims -> {
            long now = Instant.now().getEpochSecond();
            claims.put("iat", now - 1000).put("exp", now - 100);
        });
        WindowPage window = shop.carry(expired, minato.origin());
        window.isRefusedBecause("payment-request-expired").keep("refused-payment-request-expired");
        window.backToTheShop();
        paysAfterAll();
    }

    @Test
    void aConsumedRequestIsExplainedAndNothingMovesAgain() {
        PaymentRequest request = order.payAt(minato.bic());
        Shopper customer = paysAfterAll();
        Bank.Balance after = customer.balance();
        WindowPage window = shop.carry(request.jws(), minato.origin());
        window.isRefusedBecause("payment-request-consumed").keep("refused-payment-request-consumed");
        window.backToTheShop();
        shop.seesThePurchaseAccepted();
        assertThat(customer.balance()).isEqualTo(after);
        Untouched.assertBalanced(minato);
    }

    private Shopper paysAfterAll() {
        Shopper customer = furikomi.newShopper(minato, 100_000);
        Bank.Balance before = customer.balance();
        WindowPage next = shop.triesAgain(minato.bic()).choose(minato.bic());
        next.startBridge().pay(customer);
        next.isPaidAndLeft();
        shop.seesThePurchaseAccepted();
        order.awaitStatus("PAID");
        Untouched.assertPaidOnce(customer, before, order);
        return customer;
    }
}
