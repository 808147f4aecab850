package dev.furikomi.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;

/** The bank's window (S105 to S110). */
public final class WindowPage {

    private final Visit visit;
    private final Page page;

    WindowPage(Visit visit, Page page) {
        this.visit = visit;
        this.page = page;
    }

    /** The tab. */
    public Page page() {
        return page;
    }

    /** Starts card-bridge's own window. */
    public BridgePage startBridge() {
        Page popup = page.waitForPopup(() -> page.getByTestId("start-bridge").click());
        return new BridgePage(visit, popup);
    }

    /** Starts the extension's window. */
    public BridgePage startExtension() {
        Page window = visit.context()
                .waitForPage(() -> page.getByTestId("start-bridge").click());
        window.waitForURL(url -> url.startsWith(Extension.ORIGIN));
        return new BridgePage(visit, window);
    }

    /** The window says that the bridge could not go on. */
    public WindowPage offersToTryAgain() {
        assertThat(page.locator("[data-state] [data-action=start]:visible").first())
                .isVisible(ShopPages.patiently());
        return this;
    }

    /** Starts card-bridge's own window once more. */
    public BridgePage triesAgain() {
        Page popup = page.waitForPopup(() ->
                page.locator("[data-state] [data-action=start]:visible").first().click());
        return new BridgePage(visit, popup);
    }

    /** The window says why it closed (S308). */
    public WindowPage isClosedBecause(String reason) {
        assertThat(page.getByTestId("reason"))
                .hasAttribute("data-reason", reason, new LocatorAssertions.HasAttributeOptions().setTimeout(30_000));
        assertThat(page.getByTestId("reason")).isVisible();
        return this;
    }

    /** The page that came instead of a window says why. */
    public WindowPage isRefusedBecause(String reason) {
        assertThat(page.getByTestId("window-status")).hasAttribute("data-status", "REFUSED");
        return isClosedBecause(reason);
    }

    /** Cancels. */
    public WindowPage cancel() {
        page.getByTestId("cancel").click();
        return this;
    }

    /** The transfer is made; the customer does not wait until the window goes back by itself. */
    public void isPaidAndLeft() {
        assertThat(page.getByTestId("window-status"))
                .hasAttribute(
                        "data-status", "COMPLETED", new LocatorAssertions.HasAttributeOptions().setTimeout(30_000));
        backToTheShop();
    }

    /** Goes back to the shop (S308). */
    public void backToTheShop() {
        page.getByTestId("back-to-shop").click();
        page.waitForURL(Pattern.compile(".*/purchases/.*"));
    }

    /** What the page says of the money. */
    public WindowPage saysOfTheMoney(String words) {
        assertThat(page.getByTestId("money")).hasText(words);
        return this;
    }

    /** Goes back to the shop without a mouse: the way on is the next stop of the Tab key. */
    public void backToTheShopByKeyboard() {
        page.bringToFront();
        page.keyboard().press("Tab");
        assertThat(page.getByTestId("back-to-shop")).isFocused();
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile(".*/purchases/.*"));
    }

    /** Keeps a picture and checks accessibility. */
    public WindowPage keep(String name) {
        visit.keep(page, name);
        return this;
    }
}
