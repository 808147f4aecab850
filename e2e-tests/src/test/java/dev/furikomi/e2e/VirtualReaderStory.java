package dev.furikomi.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.furikomi.e2e.browser.Browser;
import dev.furikomi.e2e.browser.Visit;
import dev.furikomi.e2e.card.StoryCard;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of the virtual reader, on which a person moves software cards. */
@ExtendWith(RunningSystem.class)
class VirtualReaderStory {

    private final Furikomi furikomi;
    private final Browser browser;

    VirtualReaderStory(Furikomi furikomi, Browser browser) {
        this.furikomi = furikomi;
        this.browser = browser;
    }

    @Test
    void insertsACardAndPullsItOutWithTheKeyboardAlone() {
        StoryCard card = furikomi.newCard(furikomi.minato(), "ref-keyboard");
        try (Visit visit = browser.atADesk()) {
            Page page = open(visit);
            visit.keep(page, "reader-empty");

            page.getByTestId("insert-" + card.name() + "-0").focus();
            page.keyboard().press("Enter");
            assertThat(page.getByTestId("reader-0")).containsText(card.name());
            assertThat(furikomi.cardInReader()).contains(card.file().toAbsolutePath());
            visit.keep(page, "reader-with-card");

            assertThat(page.getByTestId("remove-0")).isFocused();
            page.keyboard().press("Enter");
            assertThat(page.getByTestId("reader-0")).containsText("Empty");
            assertThat(furikomi.cardInReader()).isEmpty();
        }
    }

    @Test
    void showsAtOnceWhatOthersDoWithTheReader() {
        StoryCard card = furikomi.newCard(furikomi.minato(), "ref-live");
        try (Visit visit = browser.onAPhone()) {
            Page page = open(visit);
            assertThat(page.getByTestId("reader-0")).containsText("空です");

            furikomi.insert(card);

            assertThat(page.getByTestId("reader-0")).containsText(card.name());
            assertThat(page.getByTestId("reader-0")).containsText("みなと銀行");
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as("nothing stands out of a narrow screen")
                    .isTrue();
            visit.keep(page, "reader-with-card");

            furikomi.emptyReader();

            assertThat(page.getByTestId("reader-0")).containsText("空です");
        }
    }

    @Test
    void aPageOfAnotherOriginCanNeitherInsertACardNorLookIntoTheWallet() {
        StoryCard card = furikomi.newCard(furikomi.minato(), "ref-foreign");
        String reader = furikomi.readerOrigin();
        try (Visit visit = browser.atADesk()) {
            Page shop = visit.page();
            // A page without a policy of its own, so that nothing but the reader's server refuses.
            shop.route(
                    "**/bare",
                    route -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                            .setContentType("text/html")
                            .setBody("<title>bare</title>")));
            shop.navigate(furikomi.shopOrigin() + "/bare");

            Object seen = shop.evaluate("""
                    async ([reader, card]) => {
                        const attempts = [
                            fetch(reader + "/"),
                            fetch(reader + "/api/state"),
                            fetch(reader + "/api/insertion", { method: "POST", headers: { "X-Furikomi-Reader-Token": "x" },
                                body: JSON.stringify({ slot: 0, card }) }),
                            fetch(reader + "/api/insertion", { method: "POST", mode: "no-cors",
                                body: JSON.stringify({ slot: 0, card }) }),
                        ];
                        const results = await Promise.allSettled(attempts);
                        return results.map((each) => each.status).join(" ");
                    }""", java.util.List.of(reader, card.name()));

            assertThat(seen).isEqualTo("rejected rejected rejected rejected");
            assertThat(furikomi.cardInReader()).isEmpty();
        }
    }

    private Page open(Visit visit) {
        Page page = visit.page();
        page.navigate(furikomi.readerOrigin() + "/");
        assertThat(page.getByTestId("reader-0")).isVisible();
        return page;
    }
}
