package dev.furikomi.e2e;

import dev.furikomi.e2e.browser.BridgePage;
import dev.furikomi.e2e.browser.Browser;
import dev.furikomi.e2e.browser.ShopPages;
import dev.furikomi.e2e.browser.Visit;
import dev.furikomi.e2e.browser.WindowPage;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.Amount;
import dev.furikomi.e2e.http.Bank;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each refusal as a person sees it: the window says why, nothing has moved, and the same order is paid after all. */
@ExtendWith(RunningSystem.class)
class RefusalStory {

    private final Furikomi furikomi;
    private final Visit visit;
    private final Bank minato;
    private final Shopper customer;
    private ShopPages shop;
    private OrderFile.Order order;
    private Untouched untouched;

    RefusalStory(Furikomi furikomi, Browser browser) {
        this.furikomi = furikomi;
        this.visit = browser.atADesk();
        this.minato = furikomi.minato();
        this.customer = furikomi.newShopper(minato, 100_000);
    }

    @BeforeEach
    void appliesForAPurchase() {
        shop = new ShopPages(visit, furikomi.shopOrigin())
                .openProduct(furikomi.catalogue().product("JPY").id())
                .applyForThePurchase()
                .awaitBankMenu(minato.bic());
        order = furikomi.orderFile().seenWith(shop.cookie("furikomi_order"), shop.orderNumber());
        untouched = Untouched.of(customer, order);
    }

    @AfterEach
    void leaves() {
        visit.close();
    }

    @Test
    void aCardOfAnotherBank() {
        Shopper stranger = furikomi.newShopper(furikomi.yamabuki(), Amount.yen(100_000));
        WindowPage window = shop.choose(minato.bic());
        window.startBridge().insert(stranger.card());
        refused(window, "card-of-another-bank");
    }

    @Test
    void noCard() {
        WindowPage window = shop.choose(minato.bic());
        window.startBridge();
        refused(window, "no-card");
    }

    @Test
    void aCardRemovedHalfway() {
        WindowPage window = shop.choose(minato.bic());
        window.startBridge().insert(customer.card()).awaitPassword().removeCard();
        refused(window, "card-removed");
    }

    @Test
    void aCardRemovedBeforeTheAcceptance() {
        WindowPage window = shop.choose(minato.bic());
        window.startBridge()
                .insert(customer.card())
                .enterPassword(customer.password())
                .awaitAcceptance()
                .removeCard();
        refused(window, "card-removed");
    }

    @Test
    void aWrongPassword() {
        WindowPage window = shop.choose(minato.bic());
        window.startBridge().insert(customer.card()).enterPassword("not the password");
        refused(window, "credentials-wrong");
    }

    @Test
    void anUnknownCard() {
        WindowPage window = shop.choose(minato.bic());
        window.startBridge()
                .insert(furikomi.newCard(minato, customer.reference()))
                .enterPassword(customer.password());
        refused(window, "card-unknown");
    }

    @Test
    void aBlockedCard() {
        Shopper blocked = furikomi.newShopper(minato, 100_000);
        minato.cardState(blocked.card().id(), "blocked");
        WindowPage window = shop.choose(minato.bic());
        window.startBridge().insert(blocked.card()).enterPassword(blocked.password());
        refused(window, "card-blocked");
    }

    @Test
    void anExpiredCard() {
        Shopper expired = furikomi.newShopperWithExpiredCard(minato);
        WindowPage window = shop.choose(minato.bic());
        window.startBridge().insert(expired.card()).enterPassword(expired.password());
        refused(window, "card-expired");
    }

    @Test
    void aBalanceTooSmall() {
        Shopper poor = furikomi.newShopper(minato, 1);
        WindowPage window = shop.choose(minato.bic());
        window.startBridge().insert(poor.card()).enterPassword(poor.password());
        refused(window, "balance-insufficient");
    }

    @Test
    void theCustomerDoesNotAccept() {
        WindowPage window = shop.choose(minato.bic());
        window.startBridge()
                .insert(customer.card())
                .enterPassword(customer.password())
                .decline();
        refused(window, "not-accepted");
    }

    @Test
    void theCustomerCancelsInTheCardWindow() {
        WindowPage window = shop.choose(minato.bic());
        BridgePage bridge = window.startBridge().insert(customer.card()).awaitPassword();
        bridge.cancel();
        refused(window, "cancelled");
    }

    private void refused(WindowPage window, String reason) {
        window.isClosedBecause(reason).keep("refused-" + reason);
        untouched.verify();
        window.backToTheShop();
        shop.triesAgain(minato.bic()).keep("try-again-after-" + reason);
        furikomi.emptyReader();
        Bank.Balance before = customer.balance();
        WindowPage next = shop.choose(minato.bic());
        next.startBridge().pay(customer);
        next.isPaidAndLeft();
        shop.seesThePurchaseAccepted();
        order.awaitStatus("PAID");
        Untouched.assertPaidOnce(customer, before, order);
    }
}
