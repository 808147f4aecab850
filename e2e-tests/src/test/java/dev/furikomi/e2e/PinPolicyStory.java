package dev.furikomi.e2e;

import dev.furikomi.e2e.browser.BridgePage;
import dev.furikomi.e2e.browser.Browser;
import dev.furikomi.e2e.browser.ShopPages;
import dev.furikomi.e2e.browser.Visit;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.card.StoryCard;
import dev.furikomi.e2e.http.Bank;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import java.util.Map;
import java.util.function.Consumer;
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
        StoryCard card = cardWithAPin(minato, customer);
        try (Visit visit = browser.atADesk()) {
            pays(visit, customer, bridge -> {
                bridge.insert(card);
                bridge.enterPin("135791").seesAWrongPin(4).keep("pin-wrong");
                bridge.enterPin(PIN).awaitAcceptance().keep("pin-accept").accept();
                bridge.enterPin(PIN);
            });
        }
        furikomi.emptyReader();
        furikomi.readerHasKeys(true);
        try (Visit visit = browser.onAPhone()) {
            pays(visit, customer, bridge -> {
                bridge.insert(card).sendsToTheReader().keep("pin-on-reader");
                furikomi.typeOnReaderThatSays("暗証番号を入力してください", PIN);
                bridge.awaitAcceptance().speak("en").accept();
                furikomi.typeOnReaderThatSays("Enter your PIN", PIN);
            });
        } finally {
            furikomi.readerHasKeys(false);
        }
    }

    private StoryCard cardWithAPin(Bank bank, Shopper customer) {
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
        return furikomi.cardInDrawer(bank, name);
    }

    private void pays(Visit visit, Shopper customer, Consumer<BridgePage> atTheBridge) {
        Bank minato = customer.bank();
        ShopPages shop = new ShopPages(visit, furikomi.shopOrigin())
                .openProduct(furikomi.catalogue().product("JPY").id())
                .applyForThePurchase()
                .awaitBankMenu(minato.bic());
        OrderFile.Order order = furikomi.orderFile().seenWith(shop.cookie("furikomi_order"), shop.orderNumber());
        Bank.Balance before = customer.balance();
        atTheBridge.accept(shop.choose(minato.bic()).startBridge());
        shop.seesThePurchaseAccepted();
        order.awaitStatus("PAID");
        Untouched.assertPaidOnce(customer, before, order);
    }
}
