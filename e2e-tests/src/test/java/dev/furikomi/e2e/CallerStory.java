package dev.furikomi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.sun.net.httpserver.HttpServer;
import dev.furikomi.e2e.browser.Browser;
import dev.furikomi.e2e.browser.CallingPage;
import dev.furikomi.e2e.browser.ShopPages;
import dev.furikomi.e2e.browser.Visit;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.Bank;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who is refused at the bridge, in a real browser and over both carriers. The card in the reader leaves it at the first
 * command that it gets: it is still there after each refusal, so the refusal came before the card.
 */
@ExtendWith(RunningSystem.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallerStory {

    private final Furikomi furikomi;
    private final Visit visit;
    private final Shopper customer;
    private final CallingPage minato;
    private final CallingPage yamabuki;

    CallerStory(Furikomi furikomi, Browser browser) {
        this.furikomi = furikomi;
        this.visit = browser.atADeskOnTheInternet(furikomi.publicPorts(), furikomi.extension());
        this.customer = furikomi.newShopper(furikomi.minato(), 100_000);
        this.minato = windowOf(furikomi.minato());
        this.yamabuki = windowOf(furikomi.yamabuki());
    }

    @AfterAll
    void leaves() {
        visit.close();
    }

    @BeforeEach
    void setsATrap() {
        furikomi.insert(customer.card().leavesWhenTouched());
    }

    @AfterEach
    void closesTheCardWindow() {
        for (Page page : visit.pages()) {
            if (page != minato.page() && page != yamabuki.page()) {
                page.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"window", "native-messaging"})
    void theTrapShowsWhenTheCardIsTouched(String carrier) {
        assertThat(minato.open(minato.freshRequest(), carrier)).isEqualTo("opened");
        assertThat(minato.identify()).isEqualTo("card-removed");
        assertThat(furikomi.cardInReader()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            carrier          | request          | code
            window           | tampered         | request-invalid
            native-messaging | tampered         | request-invalid
            window           | expired          | request-expired
            native-messaging | expired          | request-expired
            window           | of no known bank | bank-unknown
            native-messaging | of no known bank | bank-unknown
            """)
    void refusesARequestThatIsNotAsTheBankSignedItOrTooOldOrOfNoBank(String carrier, String request, String code) {
        long now = Instant.now().getEpochSecond();
        UnaryOperator<String> change =
                switch (request) {
                    case "tampered" ->
                        genuine -> furikomi.withSessionClaimsChanged(
                                genuine, claims -> claims.withObject("/txn/instructedAmount")
                                        .put("amount", "1"));
                    case "expired" ->
                        genuine -> furikomi.signedByMinato(
                                genuine, claims -> claims.put("iat", now - 400).put("exp", now - 101));
                    default -> genuine -> furikomi.signedByMinato(genuine, claims -> claims.put("iss", "NOBKJPJT"));
                };
        assertThat(minato.open(change.apply(minato.freshRequest()), carrier)).isEqualTo(code);
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"window", "native-messaging"})
    void refusesABanksRequestFromAnotherBanksPage(String carrier) {
        assertThat(yamabuki.open(minato.freshRequest(), carrier)).isEqualTo("origin-not-permitted");
        assertUntouched();
    }

    @Test
    void aPageThatIsNoBanksIsRefusedByTheWindowAndDoesNotEvenSeeTheExtension() {
        CallingPage shop = shopPage();
        assertThat(shop.carrier()).isEqualTo("window");
        assertThat(shop.isAnsweredByAnExtension(minato.freshRequest())).isFalse();
        assertThat(shop.open(minato.freshRequest(), "window")).isEqualTo("origin-not-permitted");
        assertUntouched();
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            first,            again
            window,           native-messaging
            native-messaging, native-messaging
            native-messaging, window
            """)
    void aRequestServesOnceThoughEachWindowOfTheExtensionHasAProcessOfItsOwn(String first, String again) {
        String request = minato.freshRequest();
        assertThat(minato.open(request, first)).isEqualTo("opened");
        minato.close();
        assertThat(minato.open(request, again)).isEqualTo("request-reused");
        assertUntouched();
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            first,            second
            window,           native-messaging
            native-messaging, window
            """)
    void aSecondCallerHearsBusyWhicheverWayItComes(String first, String second) {
        assertThat(minato.open(minato.freshRequest(), first)).isEqualTo("opened");
        assertThat(yamabuki.open(yamabuki.freshRequest(), second)).isEqualTo("busy");
        minato.close();
        assertUntouched();
    }

    @Test
    void onlyTheOpenerIsHeardByTheWindow() {
        CallingPage shop = shopPage();
        String request = minato.freshRequest();
        Page popup = shop.page().waitForPopup(() -> shop.page()
                .evaluate(
                        "(url) => { window.popup = window.open(url, 'card', 'popup'); }",
                        furikomi.bridgeOrigin() + "/window"));
        popup.waitForSelector("[data-testid=step][data-display=opening]");
        shop.page().evaluate("() => document.body.append(document.createElement('iframe'))");
        Frame frame = shop.page().frames().get(1);
        frame.evaluate("""
                (sessionRequest) => {
                    const call = { furikomi: "card-bridge:1", id: 1, call: "open", sessionRequest };
                    parent.popup.postMessage(call, "*");
                }""", request);
        // From its own window too; messages of one window arrive in order, so the last one has been heard as well.
        popup.evaluate("""
                (sessionRequest) => new Promise((resolve) => {
                    const call = { furikomi: "card-bridge:1", id: 1, call: "open", sessionRequest };
                    window.addEventListener("message", resolve);
                    window.postMessage(call, "*");
                })""", request);
        assertThat(popup.getByTestId("step").getAttribute("data-display")).isEqualTo("opening");
        assertThat(minato.open(request, "window")).as("nobody used the request").isEqualTo("opened");
        minato.close();
        assertUntouched();
    }

    @Test
    void aNameInSomebodyElsesHandsLeadsNowhere() {
        Page page = visit.page();
        Response response = page.navigate(furikomi.bridgeOrigin().replace("127.0.0.1", "rebound.example") + "/window");
        assertThat(response.status()).isEqualTo(421);
    }

    @Test
    void theWindowIsNeverPartOfAnotherPage() throws IOException {
        HttpServer embedder = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        embedder.createContext("/", exchange -> {
            byte[] page = "<!doctype html><p data-testid='step'>of this page</p>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        embedder.start();
        try {
            String origin = "http://127.0.0.1:" + embedder.getAddress().getPort();
            Page page = visit.page();
            page.navigate(origin + "/");
            assertThat(framed(page, origin + "/inner"))
                    .as("a page that lets itself be framed")
                    .isEqualTo(1);
            assertThat(framed(page, furikomi.bridgeOrigin() + "/window")).isZero();
        } finally {
            embedder.stop(0);
        }
    }

    private static int framed(Page page, String address) {
        page.evaluate("""
                (address) => {
                    const frame = document.createElement("iframe");
                    frame.src = address;
                    document.body.replaceChildren(frame);
                    return new Promise((resolve) => frame.addEventListener("load", resolve));
                }""", address);
        return page.frames().get(1).locator("[data-testid=step]").count();
    }

    private void assertUntouched() {
        assertThat(furikomi.cardInReader()).as("the card in the trap").isPresent();
    }

    /** The bank's window in this browser, for an order of its own. */
    private CallingPage windowOf(Bank bank) {
        String request = furikomi.newOrder().payAt(bank.bic()).jws();
        Page page = new ShopPages(visit, furikomi.shopOrigin())
                .carry(request, bank.origin())
                .page();
        return new CallingPage(page, furikomi.bridgeOrigin());
    }

    private CallingPage shopPage() {
        Page page = visit.page();
        CallingPage.serveModule(page, furikomi.shopOrigin(), furikomi.module());
        page.navigate(furikomi.shopOrigin() + "/");
        return new CallingPage(page, furikomi.bridgeOrigin());
    }
}
