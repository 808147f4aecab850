package dev.furikomi.e2e.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.List;

/** A page that calls the card bridge by its module, as a bank's page does, in whatever order and with whatever it likes. */
public final class CallingPage {

    private static final String OPEN = """
            async ([sessionRequest, carrier, url]) => {
                const { CardBridge } = await import("/card-bridge.js");
                try {
                    window.bridge = await CardBridge.open({ sessionRequest, carrier, urls: [url] });
                    return "opened";
                } catch (failure) {
                    return failure.code;
                }
            }""";

    private final Page page;
    private final String bridgeUrl;

    /** The page must serve the module itself, or be {@linkplain #serveModule given} it. */
    public CallingPage(Page page, String bridgeOrigin) {
        this.page = page;
        this.bridgeUrl = bridgeOrigin + "/window";
    }

    /** Gives a page of this origin the module, as its server could. */
    public static void serveModule(Page page, String origin, Path module) {
        page.route(
                origin + "/card-bridge.js",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/javascript")
                        .setPath(module)));
    }

    /** The page. */
    public Page page() {
        return page;
    }

    /** Has the bank sign a fresh session request for the window that this page is. */
    public String freshRequest() {
        return (String) page.evaluate("""
                async () => {
                    const address = "/v1" + location.pathname + "/session-requests";
                    const headers = { "content-type": "application/json" };
                    return (await (await fetch(address, { method: "POST", headers, body: "{}" })).json()).sessionRequest;
                }""");
    }

    /** Opens a session: "opened", or the code of the refusal. */
    public String open(String sessionRequest, String carrier) {
        return (String) page.evaluate(OPEN, List.of(sessionRequest, carrier, bridgeUrl));
    }

    /** Asks the open session for the card. */
    public String identify() {
        return (String)
                page.evaluate("() => window.bridge.identify().then(() => 'identified', (failure) => failure.code)");
    }

    /** Closes the open session. */
    public void close() {
        page.evaluate("() => window.bridge.close()");
    }

    /** Which way the module would take here. */
    public String carrier() {
        return (String) page.evaluate("async () => (await import('/card-bridge.js')).CardBridge.carrier");
    }

    /** Talks to an extension that may not be there; whether anything answers within half a second. */
    public boolean isAnsweredByAnExtension(String sessionRequest) {
        return (boolean) page.evaluate("""
                (sessionRequest) => new Promise((resolve) => {
                    window.addEventListener("message", ({ data }) => data.from === "extension" && resolve(true));
                    const call = { furikomi: "card-bridge:1", to: "extension", id: 1, call: "open", sessionRequest };
                    window.postMessage(call, location.origin);
                    setTimeout(() => resolve(false), 500);
                })""", sessionRequest);
    }
}
