package dev.furikomi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import dev.furikomi.e2e.browser.BridgePage;
import dev.furikomi.e2e.browser.Browser;
import dev.furikomi.e2e.browser.ShopPages;
import dev.furikomi.e2e.browser.Visit;
import dev.furikomi.e2e.browser.WindowPage;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.Bank;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A purchase over each way from a bank's page on the internet to the reader on the desk. */
@ExtendWith(RunningSystem.class)
class CarrierStory {

    private final Furikomi furikomi;
    private final Browser browser;

    CarrierStory(Furikomi furikomi, Browser browser) {
        this.furikomi = furikomi;
        this.browser = browser;
    }

    @Test
    void paysThroughTheWindowThatTheBridgeServes() {
        try (Visit visit = browser.atADeskOnTheInternet(furikomi.publicPorts())) {
            BridgePage bridge = pay(visit, WindowPage::startBridge);
            assertThat(bridge.page().url()).startsWith(furikomi.bridgeOrigin());
        }
    }

    @Test
    void paysThroughTheExtensionAndItsProcess() {
        try (Visit visit = browser.atADeskOnTheInternet(furikomi.publicPorts(), furikomi.extension())) {
            BridgePage bridge = pay(visit, WindowPage::startExtension);
            assertThat(bridge.page().url()).startsWith("chrome-extension://");
            visit.pages().get(0).waitForCondition(bridge.page()::isClosed);
        }
    }

    /** Why the window is a window: what these stories take for a page of the internet reaches loopback in no other way. */
    @Test
    void aPageOfTheInternetMayNotFetchFromThisComputer() throws IOException {
        HttpServer pages = anybody();
        HttpServer program = anybody();
        int port = pages.getAddress().getPort();
        try (Visit local = browser.atADesk();
                Visit internet = browser.atADeskOnTheInternet(List.of(port))) {
            assertThat(fetches(local, port, program)).isEqualTo("fetched");
            assertThat(fetches(internet, port, program)).isEqualTo("kept away");
        } finally {
            pages.stop(0);
            program.stop(0);
        }
    }

    /** A server on this computer that refuses nobody. */
    private static HttpServer anybody() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Object fetches(Visit visit, int port, HttpServer program) {
        Page page = visit.page();
        page.navigate("http://127.0.0.1:" + port + "/");
        return page.evaluate("""
                (address) => Promise.race([
                    fetch(address, { mode: "no-cors" }).then(() => "fetched", () => "kept away"),
                    new Promise((resolve) => setTimeout(() => resolve("kept away"), 3000)), // A question to the person.
                ])""", "http://127.0.0.1:" + program.getAddress().getPort() + "/");
    }

    private BridgePage pay(Visit visit, Function<WindowPage, BridgePage> start) {
        Bank minato = furikomi.minato();
        Shopper customer = furikomi.newShopper(minato, 100_000);
        ShopPages shop = new ShopPages(visit, furikomi.shopOrigin())
                .openProduct(furikomi.catalogue().product("JPY").id())
                .applyForThePurchase()
                .awaitBankMenu(minato.bic());
        OrderFile.Order order = furikomi.orderFile().seenWith(shop.cookie("furikomi_order"), shop.orderNumber());
        Bank.Balance before = customer.balance();
        WindowPage window = shop.choose(minato.bic());
        BridgePage bridge = start.apply(window);
        furikomi.insert(customer.card());
        bridge.awaitPassword().keep("carrier-password");
        bridge.payWithTheCardInserted(customer);
        window.isPaidAndLeft();
        shop.seesThePurchaseAccepted();
        order.awaitStatus("PAID");
        Untouched.assertPaidOnce(customer, before, order);
        return bridge;
    }
}
