package dev.furikomi.e2e;

import dev.furikomi.e2e.browser.BridgePage;
import dev.furikomi.e2e.browser.Browser;
import dev.furikomi.e2e.browser.ShopPages;
import dev.furikomi.e2e.browser.Visit;
import dev.furikomi.e2e.browser.WindowPage;
import dev.furikomi.e2e.card.Payment;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.Amount;
import dev.furikomi.e2e.http.Bank;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A customer meets the limits that the bank has set for them, on a narrow screen, and goes on when they are raised. */
@ExtendWith(RunningSystem.class)
class TransferLimitStory {

    private static final Amount PLENTY = Amount.yen(1_000_000);

    private final Furikomi furikomi;
    private final Browser browser;
    private final Bank minato;
    private final Shopper customer;

    TransferLimitStory(Furikomi furikomi, Browser browser) {
        this.furikomi = furikomi;
        this.browser = browser;
        this.minato = furikomi.minato();
        this.customer = furikomi.newShopper(minato, 100_000);
    }

    @Test
    void anAmountAboveTheLimitForOneTransfer() {
        furikomi.limit(customer, Amount.yen(1), PLENTY);
        tell("en-US", "No money has moved and none is held back.");
    }

    @Test
    void anAmountAboveWhatIsLeftOfTheDayInJapanese() {
        OrderFile.Order earlier = furikomi.newOrder();
        furikomi.limit(customer, PLENTY, earlier.total());
        Payment.open(customer, earlier).through();
        tell("ja-JP", "お金は動いておらず、確保もされていません。");
    }

    private void tell(String locale, String aboutTheMoney) {
        try (Visit visit = browser.onAPhone(locale)) {
            ShopPages shop = new ShopPages(visit, furikomi.shopOrigin())
                    .openProduct(furikomi.catalogue().product("JPY").id())
                    .applyForThePurchase()
                    .awaitBankMenu(minato.bic());
            OrderFile.Order order = furikomi.orderFile().seenWith(shop.cookie("furikomi_order"), shop.orderNumber());
            Untouched untouched = Untouched.of(customer, order);

            WindowPage window = shop.choose(minato.bic());
            BridgePage bridge = window.startBridge().insert(customer.card()).enterPassword(customer.password());
            window.isClosedBecause("amount-over-limit")
                    .saysOfTheMoney(aboutTheMoney)
                    .keep("amount-over-limit");
            bridge.isOverBecause("amount-over-limit").keep("amount-over-limit-bridge");
            untouched.verify();
            window.backToTheShopByKeyboard();
            shop.triesAgain(minato.bic()).keep("amount-over-limit-shop");

            furikomi.limit(customer, PLENTY, PLENTY);
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
}
