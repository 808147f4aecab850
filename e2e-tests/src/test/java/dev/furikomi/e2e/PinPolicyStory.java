package dev.furikomi.e2e;

import dev.furikomi.e2e.browser.BridgePage;
import dev.furikomi.e2e.browser.Browser;
import dev.furikomi.e2e.browser.ShopPages;
import dev.furikomi.e2e.browser.Visit;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.Bank;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A purchase at a bank with the PIN policy: the PIN goes to the card, and the bank asks for no password. */
@ExtendWith(RunningSystem.class)
class PinPolicyStory {

    private static final String PIN = "246802";

    private final Furikomi furikomi;
    private final Browser browser;

    PinPolicyStory(Furikomi furikomi, Browser browser) {
        this.furikomi = furikomi;
        this.browser = browser;
    }

    @BeforeEach
    void minatoAsksForThePin() {
        furikomi.restartMinato(Map.of("BANK_CARD_POLICY", "pin"));
    }

    @AfterEach
    void minatoAsksForThePasswordAgain() {
        furikomi.restartMinato(Map.of());
    }

    @Test
    void paysWithACardAndItsPin() {
        Bank minato = furikomi.minato();
        Shopper customer = furikomi.newShopper(minato, 100_000);
        String name = "pin-" + customer.account();
        furikomi.card(
                        Map.of("FURIKOMI_CARD_NEW_PIN", PIN),
                        "issue",
                        "--bank",
                        "minato",
                        "--account",
                        customer.account(),
                        "--name",
                        name,
                        "--policy",
                        "pin",
                        "--set-pin")
                .done();
        try (Visit visit = browser.atADesk()) {
            ShopPages shop = new ShopPages(visit, furikomi.shopOrigin())
                    .openProduct(furikomi.catalogue().product("JPY").id())
                    .applyForThePurchase()
                    .awaitBankMenu(minato.bic());
            OrderFile.Order order = furikomi.orderFile().seenWith(shop.cookie("furikomi_order"), shop.orderNumber());
            Bank.Balance before = customer.balance();
            BridgePage bridge = shop.choose(minato.bic()).startBridge();
            bridge.insert(furikomi.cardInDrawer(minato, name));

            bridge.enterPin("135791").seesAWrongPin(4).keep("pin-wrong");
            bridge.enterPin(PIN).awaitAcceptance().keep("pin-accept").accept();
            bridge.enterPin(PIN);

            shop.seesThePurchaseAccepted();
            order.awaitStatus("PAID");
            Untouched.assertPaidOnce(customer, before, order);
        }
    }
}
