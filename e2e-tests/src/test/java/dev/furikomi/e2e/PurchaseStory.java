package dev.furikomi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.e2e.browser.BridgePage;
import dev.furikomi.e2e.browser.Browser;
import dev.furikomi.e2e.browser.OrderPages;
import dev.furikomi.e2e.browser.ShopPages;
import dev.furikomi.e2e.browser.Visit;
import dev.furikomi.e2e.browser.WindowPage;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.Amount;
import dev.furikomi.e2e.http.Bank;
import dev.furikomi.e2e.http.Catalogue;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole procedure, S101 to S308, and what comes after it, with a real browser and the real bridge's window. */
@ExtendWith(RunningSystem.class)
class PurchaseStory {

    private final Furikomi furikomi;
    private final Browser browser;

    PurchaseStory(Furikomi furikomi, Browser browser) {
        this.furikomi = furikomi;
        this.browser = browser;
    }

    @Test
    void buysPaysAndSeesThePurchaseAcceptedAtADesk() {
        try (Visit visit = browser.atADesk()) {
            tell(visit);
        }
    }

    @Test
    void buysPaysAndSeesThePurchaseAcceptedInJapaneseOnANarrowScreen() {
        try (Visit visit = browser.onAPhone()) {
            tell(visit);
        }
    }

    private void tell(Visit visit) {
        Bank minato = furikomi.minato();
        Shopper customer = furikomi.newShopper(minato, 100_000);
        Catalogue.Product product = furikomi.catalogue().product("JPY");

        // S101, S201, S102: the catalogue page comes down and is shown.
        ShopPages shop = new ShopPages(visit, furikomi.shopOrigin())
                .openCatalogue()
                .keep("1-catalogue")
                .openProduct(product.id())
                .keep("2-product");
        // S103, S202: the shopper applies for the purchase, and the order file knows it.
        shop.applyForThePurchase().awaitBankMenu(minato.bic()).keep("3-bank-menu");
        OrderFile.Order order = furikomi.orderFile().seenWith(shop.cookie("furikomi_order"), shop.orderNumber());
        Bank.Balance before = customer.balance();
        OrderPages orderPage = new OrderPages(visit, furikomi.orderFileOrigin())
                .openOrder(order.number())
                .showsStatus("APPLIED");
        // S104, S301, S105: the bank's window comes down.
        WindowPage window = shop.choose(minato.bic()).keep("4-bank-window");
        // S106, S107, S302: the card of this bank goes into the reader.
        BridgePage bridge = window.startBridge().keep("5-bridge-insert-card");
        bridge.insert(customer.card()).awaitPassword().keep("6-bridge-password");
        window.keep("6-bank-window-recognised");
        // S303, S108, S304: account reference and password; S109, S305: the transfer is checked.
        bridge.enterPassword(customer.password()).awaitAcceptance().keep("7-bridge-accept");
        orderPage.showsStatus("TRANSFER_REQUESTED");
        // S306, S110, S307: the customer accepts, the transfer is executed.
        bridge.accept();
        // S203, S308, S111: the shop says that the purchase is accepted.
        shop.seesThePurchaseAccepted().keep("8-purchase-accepted");
        assertThat(order.awaitStatus("PAID").steps()).containsSubsequence("S202", "S305", "S110", "S203");
        Untouched.assertPaidOnce(customer, before, order);
        orderPage.showsStatus("PAID").showsSteps("S202", "S305", "S110", "S203").keep("9-order");
        shipped(visit, order, orderPage);
    }

    /** After: the merchant ships, from the order file. */
    private void shipped(Visit visit, OrderFile.Order order, OrderPages orderPage) {
        new OrderPages(visit, furikomi.orderFileOrigin())
                .openAsStaff(furikomi.merchantStaffToken())
                .keep("10-merchant")
                .ships(order.number())
                .keep("11-merchant-shipped");
        orderPage.showsStatus("SHIPPED").keep("12-order-shipped");
    }

    @Test
    void paysAtABankWithTheShortProcedure() {
        try (Visit visit = browser.atADesk()) {
            Bank yamabuki = furikomi.yamabuki();
            Shopper customer = furikomi.newShopper(yamabuki, Amount.yen(100_000));
            ShopPages shop = new ShopPages(visit, furikomi.shopOrigin())
                    .openProduct(furikomi.catalogue().product("JPY").id())
                    .applyForThePurchase()
                    .awaitBankMenu(yamabuki.bic());
            OrderFile.Order order = furikomi.orderFile().seenWith(shop.cookie("furikomi_order"), shop.orderNumber());
            Bank.Balance before = customer.balance();
            BridgePage bridge = shop.choose(yamabuki.bic()).startBridge();
            bridge.insert(customer.card()).enterPassword(customer.password()).awaitAcceptance();
            bridge.keep("short-procedure-apply").accept();
            shop.seesThePurchaseAccepted();
            assertThat(order.awaitStatus("PAID").steps())
                    .contains("S305", "S203")
                    .doesNotContain("S110");
            Untouched.assertPaidOnce(customer, before, order);
        }
    }
}
