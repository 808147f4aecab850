package dev.furikomi.e2e;

import dev.furikomi.e2e.browser.Browser;
import dev.furikomi.e2e.browser.OrderPages;
import dev.furikomi.e2e.browser.ShopPages;
import dev.furikomi.e2e.browser.Visit;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.Bank;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bought on a phone, which has no card reader, and paid on a computer. */
@ExtendWith(RunningSystem.class)
class HandOverStory {

    private final Furikomi furikomi;
    private final Browser browser;

    HandOverStory(Furikomi furikomi, Browser browser) {
        this.furikomi = furikomi;
        this.browser = browser;
    }

    @Test
    void buysOnAPhoneAndPaysOnAComputerWhileThePhoneFollows() {
        try (Visit phone = browser.onAPhoneThatSaysSo();
                Visit desk = browser.atADesk()) {
            Bank minato = furikomi.minato();
            Shopper customer = furikomi.newShopper(minato, 100_000);
            ShopPages shop = new ShopPages(phone, furikomi.shopOrigin())
                    .openProduct(furikomi.catalogue().product("JPY").id())
                    .applyForThePurchase()
                    .awaitBankMenu(minato.bic())
                    .keep("hand-over-shop");
            OrderFile.Order order = furikomi.orderFile().seenWith(shop.cookie("furikomi_order"), shop.orderNumber());
            Bank.Balance before = customer.balance();
            OrderPages phonePage = shop.continuesOnAComputer().keep("hand-over-order");
            String address = phonePage.handsOver();
            phonePage.keep("hand-over-code");

            ShopPages taken = new OrderPages(desk, furikomi.orderFileOrigin())
                    .takesOver(address)
                    .awaitBankMenu(minato.bic());
            taken.choose(minato.bic())
                    .startBridge()
                    .insert(customer.card())
                    .awaitPassword()
                    .enterPassword(customer.password())
                    .awaitAcceptance()
                    .accept();
            taken.seesThePurchaseAccepted();

            order.awaitStatus("PAID");
            phonePage.showsStatus("PAID");
            Untouched.assertPaidOnce(customer, before, order);
        }
    }
}
