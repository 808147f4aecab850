package dev.furikomi.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import dev.furikomi.card.virtual.PcscDaemon;
import dev.furikomi.e2e.browser.BridgePage;
import dev.furikomi.e2e.browser.Browser;
import dev.furikomi.e2e.browser.ShopPages;
import dev.furikomi.e2e.browser.Visit;
import dev.furikomi.e2e.browser.WindowPage;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.Bank;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.PcscDesk;
import dev.furikomi.e2e.system.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How long the person waits for bridge, reader and card, and how much of it is the card itself. A measurement, asked for by
 * name ({@code -Dit.test=PcscTimes}); it writes {@code target/card-times.md}.
 */
@ExtendWith(RunningSystem.class)
class PcscTimes {

    private static final int PURCHASES = 12;

    /** The bank's page and the bridge's window note when they hear from each other and from the person. */
    private static final String NOTES = """
            window.heard = []; window.clicked = 0;
            addEventListener("message", event => {
                if (event.data?.furikomi && event.data.result) { window.heard.push(Date.now()); }
            }, true);
            addEventListener("click", () => { window.clicked = Date.now(); }, true);
            """;

    private final Furikomi furikomi;
    private final Browser browser;
    private final Map<String, List<Long>> milliseconds = new LinkedHashMap<>();
    private final Map<String, List<Long>> cardMicroseconds = new LinkedHashMap<>();

    PcscTimes(Furikomi furikomi, Browser browser) {
        this.furikomi = furikomi;
        this.browser = browser;
    }

    @Test
    void measuresTheCardsWayThroughPurchases() throws IOException {
        assumeTrue(PcscDaemon.isPossible(), "needs pcscd, vsmartcard-vpcd and the right to unshare");
        for (int start = 0; start < 5; start++) {
            try (PcscDesk desk = desk()) {
                note("bridge: process start to ready", desk.bridgeStart().toMillis());
            }
        }
        try (PcscDesk desk = desk()) {
            for (int purchase = 0; purchase < PURCHASES; purchase++) {
                buy(desk);
                desk.remove();
            }
        }
        Path report = Path.of(System.getProperty("furikomi.build"), "card-times.md");
        Files.writeString(report, table());
    }

    private void buy(PcscDesk desk) {
        try (Visit visit = browser.atADesk(NOTES)) {
            Bank minato = furikomi.minato();
            Shopper customer = furikomi.newShopper(minato, 100_000);
            ShopPages shop = new ShopPages(visit, furikomi.shopOrigin())
                    .openProduct(furikomi.catalogue().product("JPY").id())
                    .applyForThePurchase()
                    .awaitBankMenu(minato.bic());
            WindowPage window = shop.choose(minato.bic());
            BridgePage bridge = window.startBridge();
            long cardBefore = desk.cardTime().toNanos();
            long inserted = System.currentTimeMillis();
            desk.insert(customer.card());
            bridge.awaitPassword();
            long identified = heard(window.page(), 2);
            note("card inserted to identification at the bank's page", identified - inserted);
            noteCard(
                    "card inserted to identification at the bank's page",
                    desk.cardTime().toNanos() - cardBefore);

            cardBefore = desk.cardTime().toNanos();
            bridge.enterPassword(customer.password()).awaitAcceptance();
            note("prove: password sent to proof at the bank's page", heard(window.page(), 3) - clicked(bridge.page()));
            noteCard(
                    "prove: password sent to proof at the bank's page",
                    desk.cardTime().toNanos() - cardBefore);

            cardBefore = desk.cardTime().toNanos();
            bridge.accept();
            window.page().waitForFunction("() => window.heard.length >= 4");
            long accepted = heard(window.page(), 4);
            note("accept: click to signature at the bank's page", accepted - clicked(bridge.page()));
            noteCard(
                    "accept: click to signature at the bank's page",
                    desk.cardTime().toNanos() - cardBefore);
            shop.seesThePurchaseAccepted();
        }
    }

    /** The bridge answers open, identify, prove and accept, in this order. */
    private static long heard(Page page, int answer) {
        return ((Number) page.evaluate("n => window.heard[n - 1]", answer)).longValue();
    }

    private static long clicked(Page page) {
        return ((Number) page.evaluate("() => window.clicked")).longValue();
    }

    private PcscDesk desk() {
        return furikomi.pcscDesk(List.of("--card-wait", "30", "--reader-wait", "10"));
    }

    private void note(String what, long taken) {
        milliseconds.computeIfAbsent(what, name -> new ArrayList<>()).add(taken);
    }

    private void noteCard(String what, long nanoseconds) {
        cardMicroseconds.computeIfAbsent(what, name -> new ArrayList<>()).add(nanoseconds / 1_000);
    }

    private String table() {
        StringBuilder table = new StringBuilder(
                "| | min | median | max | of it the card at work (median) |\n| --- | --- | --- | --- | --- |\n");
        milliseconds.forEach((what, taken) -> {
            Collections.sort(taken);
            List<Long> card = new ArrayList<>(cardMicroseconds.getOrDefault(what, List.of()));
            Collections.sort(card);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d ms | %d ms | %d ms | %s |%n",
                    what,
                    taken.get(0),
                    taken.get(taken.size() / 2),
                    taken.get(taken.size() - 1),
                    card.isEmpty() ? "" : String.format(Locale.ROOT, "%.1f ms", card.get(card.size() / 2) / 1_000.0)));
        });
        return table.toString();
    }
}
