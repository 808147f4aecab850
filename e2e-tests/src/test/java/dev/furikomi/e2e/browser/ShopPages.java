package dev.furikomi.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** The merchant's pages in one tab: catalogue (S102), purchase form (S103), bank menu (S104) and result (S111). */
public final class ShopPages {

    private final Visit visit;
    private final Page page;
    private final String origin;

    /** The shop at this origin, in a new tab. */
    public ShopPages(Visit visit, String origin) {
        this.visit = visit;
        this.page = visit.page();
        this.origin = origin;
    }

    ShopPages(Visit visit, Page page, String origin) {
        this.visit = visit;
        this.page = page;
        this.origin = origin;
    }

    /** The tab. */
    public Page page() {
        return page;
    }

    /** Looks at the catalogue. */
    public ShopPages openCatalogue() {
        page.navigate(origin + "/");
        assertThat(page.getByTestId("product-card").first()).isVisible();
        return this;
    }

    /** Looks at one good, with its purchase form. */
    public ShopPages openProduct(String id) {
        page.navigate(origin + "/products/" + id);
        assertThat(page.getByTestId("purchase-form")).isVisible();
        return this;
    }

    /** Fills in the purchase form and applies (S103); the bank menu appears once the order file knows it (S202). */
    public ShopPages applyForThePurchase() {
        Locator form = page.getByTestId("purchase-form");
        form.locator("[name=name]").fill("Hanako Yamada");
        form.locator("[name=postalCode]").fill("100-0001");
        form.locator("[name=address]").fill("1-1 Chiyoda, Tokyo");
        page.getByTestId("buy").click();
        page.waitForURL(Pattern.compile(".*/purchases/.*"));
        return this;
    }

    /** The order that this page is about. */
    public String orderNumber() {
        return page.getByTestId("order-number").first().textContent().strip();
    }

    /** A cookie that this browser holds, as a Cookie header. */
    public String cookie(String name) {
        return visit.context().cookies().stream()
                .filter(cookie -> cookie.name.equals(name))
                .map(cookie -> cookie.name + "=" + cookie.value)
                .findFirst()
                .orElseThrow();
    }

    /** The shop sees that this is a phone and offers to go on at a computer. */
    public OrderPages continuesOnAComputer() {
        page.getByTestId("phone").getByRole(AriaRole.LINK).click();
        return new OrderPages(visit, page);
    }

    /** Waits for the bank menu. */
    public ShopPages awaitBankMenu(String bank) {
        assertThat(page.getByTestId("bank-" + bank)).isVisible(patiently());
        return this;
    }

    /** Chooses the bank (S104); its window comes down (S301, S105). */
    public WindowPage choose(String bank) {
        page.getByTestId("bank-" + bank).click();
        page.waitForURL(Pattern.compile(".*/(windows/.*|v1/windows)"));
        return new WindowPage(visit, page);
    }

    /** Looks at a purchase that this browser made. */
    public ShopPages openPurchase(String orderNumber) {
        page.navigate(origin + "/purchases/" + orderNumber);
        return this;
    }

    /** Carries a payment request to the bank by form POST, as the bank menu does (S104). */
    public WindowPage carry(String paymentRequest, String bankOrigin) {
        page.setContent("""
                <form method="post" action="%s/v1/windows"><input name="payment_request" value="%s"><button>go</button></form>""".formatted(bankOrigin, paymentRequest));
        page.getByRole(AriaRole.BUTTON).click();
        page.waitForURL(Pattern.compile(".*/(windows/.*|v1/windows)"));
        return new WindowPage(visit, page);
    }

    /** The page says that another bank's window is open. */
    public ShopPages tellsOfTheBankInProgress() {
        assertThat(page.getByTestId("problem")).isVisible();
        assertThat(page.getByTestId("purchase-accepted")).isHidden();
        return this;
    }

    /** Closes the tab. */
    public void close() {
        page.close();
    }

    /** Chooses a bank that the order file refuses. */
    public ShopPages chooseInVain(String bank) {
        page.getByTestId("bank-" + bank).click();
        return this;
    }

    /** S111 with the good news. */
    public ShopPages seesThePurchaseAccepted() {
        page.waitForURL(Pattern.compile(".*/purchases/.*"));
        assertThat(page.getByTestId("purchase-accepted")).isVisible(patiently());
        return this;
    }

    /** S111 with what went wrong and a way to try again, which is taken. */
    public ShopPages triesAgain(String bank) {
        page.waitForURL(Pattern.compile(".*/purchases/.*"));
        Locator tryAgain = page.getByTestId("try-again");
        assertThat(tryAgain.or(page.getByTestId("bank-" + bank)).first()).isVisible(patiently());
        if (tryAgain.isVisible()) {
            tryAgain.click();
        }
        return awaitBankMenu(bank);
    }

    /** Keeps a picture and checks accessibility. */
    public ShopPages keep(String name) {
        visit.keep(page, name);
        return this;
    }

    static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);
    }
}
