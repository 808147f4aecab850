package dev.furikomi.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.card.StoryCard;

/** The bridge's own window on loopback, with the drawer of the development build. */
public final class BridgePage {

    private final Visit visit;
    private final Page page;

    BridgePage(Visit visit, Page page) {
        this.visit = visit;
        this.page = page;
    }

    /** The popup. */
    public Page page() {
        return page;
    }

    /** Takes a card from the drawer and puts it into the reader (S106). */
    public BridgePage insert(StoryCard card) {
        page.getByTestId("drawer-insert-" + card.name()).click();
        return this;
    }

    /** Takes the card out. */
    public BridgePage removeCard() {
        page.getByTestId("drawer-remove").click();
        return this;
    }

    /** Waits until the password is asked for. */
    public BridgePage awaitPassword() {
        assertThat(page.getByTestId("password")).isVisible(ShopPages.patiently());
        return this;
    }

    /** Types the password and sends it (S108). */
    public BridgePage enterPassword(String password) {
        awaitPassword();
        page.getByTestId("password").fill(password);
        page.getByTestId("send-password").click();
        return this;
    }

    /** Types the card's PIN and sends it to the card. */
    public BridgePage enterPin(String pin) {
        assertThat(page.getByTestId("pin")).isVisible(ShopPages.patiently());
        page.getByTestId("pin").fill(pin);
        page.getByTestId("send-pin").click();
        return this;
    }

    /** Sees that the PIN was wrong, and how often it may be wrong still. */
    public BridgePage seesAWrongPin(int triesLeft) {
        assertThat(page.getByTestId("pin-fault")).isVisible(ShopPages.patiently());
        assertThat(page.getByTestId("pin-tries")).containsText(Integer.toString(triesLeft));
        return this;
    }

    /** Waits until the transfer is to be accepted (S306). */
    public BridgePage awaitAcceptance() {
        assertThat(page.getByTestId("accept")).isVisible(ShopPages.patiently());
        assertThat(page.getByTestId("accept")).isEnabled();
        return this;
    }

    /** Accepts the transfer, or applies for it in the short procedure (S110). */
    public void accept() {
        awaitAcceptance();
        page.getByTestId("accept").click();
    }

    /** Does not accept it. */
    public void decline() {
        awaitAcceptance();
        page.getByTestId("decline").click();
    }

    /** Gives up. */
    public void cancel() {
        page.getByTestId("cancel").click();
    }

    /** The card is in the reader already: the rest of it. */
    public void payWithTheCardInserted(Shopper customer) {
        enterPassword(customer.password()).accept();
    }

    /** The window says why the session is over. */
    public BridgePage isOverBecause(String code) {
        assertThat(page.getByTestId("step")).hasAttribute("data-code", code);
        return this;
    }

    /** All of it. */
    public void pay(Shopper customer) {
        insert(customer.card()).enterPassword(customer.password()).accept();
    }

    /** Says that the PIN is to be typed on the reader's own keys. */
    public BridgePage sendsToTheReader() {
        assertThat(page.getByTestId("step")).hasAttribute("data-display", "pin-on-reader");
        return this;
    }

    /** Switches to another language. */
    public BridgePage speak(String language) {
        page.getByTestId("language-" + language).click();
        assertThat(page.locator("html")).hasAttribute("lang", language);
        return this;
    }

    /** Keeps a picture and checks accessibility. */
    public BridgePage keep(String name) {
        visit.keep(page, name);
        return this;
    }
}
