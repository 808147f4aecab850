package dev.furikomi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A purchase over each way from a bank's page on the internet to the reader on the desk. */
@ExtendWith(RunningSystem.class)
class CarrierStory {

    private final Furikomi furikomi;
    private final Browser browser;

    CarrierStory(Furikomi furikomi, Browser browser) {
        this.furikomi = furikomi;
        this.browser = browser;
    }

    @Test
    void paysThroughTheWindowThatTheBridgeServes() {
        try (Visit visit = browser.atADeskOnTheInternet(furikomi.publicPorts())) {
            BridgePage bridge = pay(visit, WindowPage::startBridge);
            assertThat(bridge.page().url()).startsWith(furikomi.bridgeOrigin());
        }
    }

    @Test
    void paysThroughTheExtensionAndItsProcess() {
        try (Visit visit = browser.atADeskOnTheInternet(furikomi.publicPorts(), furikomi.extension())) {
            BridgePage bridge = pay(visit, WindowPage::startExtension);
            assertThat(bridge.page().url()).startsWith("chrome-extension://");
            visit.pages().get(0).waitForCondition(bridge.page()::isClosed);
        }
    }

    private BridgePage pay(Visit visit, Function<WindowPage, BridgePage> start) {
        Bank minato = furikomi.minato();
        Shopper customer = furikomi.newShopper(minato, 100_000);
        ShopPages shop = new ShopPages(visit, furikomi.shopOrigin())
                .openProduct(furikomi.catalogue().product("JPY").id())
                .applyForThePurchase()
                .awaitBankMenu(minato.bic());
        OrderFile.Order order = furikomi.orderFile().seenWith(shop.cookie("furikomi_order"), shop.orderNumber());
        Bank.Balance before = customer.balance();
        WindowPage window = shop.choose(minato.bic());
        BridgePage bridge = start.apply(window);
        furikomi.insert(customer.card());
        bridge.awaitPassword().keep("carrier-password");
        bridge.payWithTheCardInserted(customer);
        window.isPaidAndLeft();
        shop.seesThePurchaseAccepted();
        order.awaitStatus("PAID");
        Untouched.assertPaidOnce(customer, before, order);
        return bridge;
    }
}
