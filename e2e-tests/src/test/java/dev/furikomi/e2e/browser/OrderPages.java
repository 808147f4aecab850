package dev.furikomi.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;

/** The order file's pages: the shopper's order with its timeline, and the merchant's staff page. */
public final class OrderPages {

    private final Visit visit;
    private final Page page;
    private final String origin;

    /** The order file in a tab that is there already. */
    OrderPages(Visit visit, Page page) {
        this.visit = visit;
        this.page = page;
        this.origin = "";
    }

    /** The order file at this origin, in a new tab. */
    public OrderPages(Visit visit, String origin) {
        this.visit = visit;
        this.page = visit.page();
        this.origin = origin;
    }

    /** The shopper looks at an order. */
    public OrderPages openOrder(String number) {
        page.navigate(origin + "/orders/" + number);
        return this;
    }

    /** The page shows this status, without being loaded again. */
    public OrderPages showsStatus(String status) {
        assertThat(page.getByTestId("order-status"))
                .hasAttribute("data-status", status, new LocatorAssertions.HasAttributeOptions().setTimeout(30_000));
        return this;
    }

    /** The timeline names these steps as done. */
    public OrderPages showsSteps(String... steps) {
        for (String step : steps) {
            assertThat(page.getByTestId("timeline-" + step).first()).hasClass("done");
        }
        return this;
    }

    /** The order's page makes a code for another device; answers the address with the code, as its picture holds it. */
    public String handsOver() {
        page.getByTestId("hand-over").click();
        String code = page.getByTestId("hand-over-code").textContent().strip();
        return page.getByTestId("hand-over-address").textContent().strip() + "#" + code;
    }

    /** Takes an order over on this device; the shop's page with the bank menu comes. */
    public ShopPages takesOver(String address) {
        page.navigate(address);
        keep("hand-over-computer");
        page.getByTestId("continue").click();
        page.waitForURL(java.util.regex.Pattern.compile(".*/purchases/.*"));
        return new ShopPages(visit, page, origin);
    }

    /** Staff opens the order file. */
    public OrderPages openAsStaff(String token) {
        page.navigate(origin + "/merchant");
        page.getByTestId("staff-token").fill(token);
        keep("merchant-login");
        page.getByTestId("staff-login").click();
        assertThat(page.getByTestId("merchant-orders")).isVisible();
        return this;
    }

    /** Staff ships an order from its page. */
    public OrderPages ships(String number) {
        page.getByTestId("merchant-order-" + number)
                .getByRole(com.microsoft.playwright.options.AriaRole.LINK)
                .click();
        keep("merchant-order");
        page.getByTestId("carrier").fill("Yamato");
        page.getByTestId("tracking-number").fill("1234-5678-9012");
        page.getByTestId("ship").click();
        return showsStatus("SHIPPED");
    }

    /** Keeps a picture and checks accessibility. */
    public OrderPages keep(String name) {
        visit.keep(page, name);
        return this;
    }
}
