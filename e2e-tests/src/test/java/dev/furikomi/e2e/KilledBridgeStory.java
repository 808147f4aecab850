package dev.furikomi.e2e;

import dev.furikomi.e2e.browser.BridgePage;
import dev.furikomi.e2e.browser.Browser;
import dev.furikomi.e2e.browser.ShopPages;
import dev.furikomi.e2e.browser.Visit;
import dev.furikomi.e2e.browser.WindowPage;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.Bank;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The bridge dies under the shopper's hands; the bank's page offers to try again, and the order is paid once. */
@ExtendWith(RunningSystem.class)
class KilledBridgeStory {

    @Test
    void theBridgeWhileThePasswordIsAskedFor(Furikomi furikomi, Browser browser) {
        Bank minato = furikomi.minato();
        Shopper customer = furikomi.newShopper(minato, 100_000);
        try (Visit visit = browser.atADesk()) {
            ShopPages shop = new ShopPages(visit, furikomi.shopOrigin())
                    .openProduct(furikomi.catalogue().product("JPY").id())
                    .applyForThePurchase()
                    .awaitBankMenu(minato.bic());
            OrderFile.Order order = furikomi.orderFile().seenWith(shop.cookie("furikomi_order"), shop.orderNumber());
            Bank.Balance before = customer.balance();
            WindowPage window = shop.choose(minato.bic());
            BridgePage bridge = window.startBridge().insert(customer.card()).awaitPassword();
            furikomi.kill(Furikomi.BRIDGE);
            window.offersToTryAgain().keep("bridge-died");
            bridge.page().close();
            // The card stays in the reader when the bridge dies; here it is taken out and put in again.
            furikomi.emptyReader();
            furikomi.restart(Furikomi.BRIDGE);
            window.triesAgain().pay(customer);
            shop.seesThePurchaseAccepted();
            order.awaitStatus("PAID");
            Untouched.assertPaidOnce(customer, before, order);
        }
    }
}
