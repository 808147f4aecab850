package dev.furikomi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.furikomi.e2e.browser.Browser;
import dev.furikomi.e2e.browser.CallingPage;
import dev.furikomi.e2e.browser.Visit;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A front end that is not the bank's: it opens the bank's window and hears how that ended, and nothing of the card. */
@ExtendWith(RunningSystem.class)
class OtherFrontEndStory {

    private final Furikomi furikomi;
    private final Browser browser;

    OtherFrontEndStory(Furikomi furikomi, Browser browser) {
        this.furikomi = furikomi;
        this.browser = browser;
    }

    @Test
    void opensTheBanksWindowAndHearsThatTheCustomerWentAway() {
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        OrderFile.Order order = furikomi.newOrder();
        Untouched untouched = Untouched.of(customer, order);
        try (Visit visit = browser.atADesk()) {
            Page shop = visit.page();
            CallingPage.serveModule(shop, furikomi.shopOrigin(), furikomi.module());
            shop.navigate(furikomi.shopOrigin() + "/");
            Page window = shop.waitForPopup(() -> shop.evaluate(
                    """
                    async ([windowUrl, paymentRequest]) => {
                        const { BankWindow } = await import("/card-bridge.js");
                        window.ended = BankWindow.open({ windowUrl, paymentRequest });
                    }""",
                    List.of(
                            furikomi.minato().origin() + "/v1/windows",
                            order.payAt(furikomi.minato().bic()).jws())));
            window.waitForURL(Pattern.compile(".*/windows/.*"));
            assertThat(window.evaluate("() => window.opener"))
                    .as("the bank's page knows no opener")
                    .isNull();
            window.getByTestId("cancel").click();
            CallingPage.serveModule(window, furikomi.shopOrigin(), furikomi.module());
            window.getByTestId("back-to-shop").click();
            window.waitForURL(Pattern.compile(".*/purchases/.*"));
            String returned =
                    (String) window.evaluate("async () => (await import('/card-bridge.js')).BankWindow.returned()");
            assertThat(returned).isEqualTo("abandoned");
            assertThat(shop.evaluate("() => window.ended"))
                    .isEqualTo(Map.of("outcome", "abandoned", "returnUrl", window.url()));
        }
        untouched.verify();
    }
}
