package dev.furikomi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.CardIssuer;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.e2e.card.Payment;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.card.StoryCard;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a bank's staff does with {@code ./furikomi card}, and what the bank makes of those cards. */
@ExtendWith(RunningSystem.class)
class CardCommandStory {

    private final Furikomi furikomi;

    CardCommandStory(Furikomi furikomi) {
        this.furikomi = furikomi;
    }

    @Test
    void aCardThatStaffIssuesPays() {
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        String name = "issued-" + customer.account();

        JsonNode facts = furikomi.card(
                        "issue", "--bank", "minato", "--account", customer.account(), "--name", name, "--json")
                .done()
                .json();

        StoryCard card = furikomi.cardInDrawer(furikomi.minato(), name);
        assertThat(facts.path("cardId").asText()).isEqualTo(card.id());
        Payment.open(holding(customer, card, facts), furikomi.newOrder()).through();
    }

    @Test
    void aCardThatStaffBlocksPaysNothingUntilItIsUnblocked() {
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        furikomi.card("block", "--bank", "minato", customer.card().name()).done();

        Payment blocked = Payment.open(customer, furikomi.newOrder());
        blocked.showCard().expect(200);
        blocked.enterPassword(customer.password()).refused("card-blocked");

        furikomi.card(
                        "unblock",
                        "--bank",
                        "minato",
                        "--card-id",
                        customer.card().id())
                .done();
        Payment.open(customer, furikomi.newOrder()).through();
    }

    @Test
    void overwritesACardOnlyWhenToldAndThenTheOldKeyIsBlocked() {
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        String account = customer.account();
        String name = customer.card().name();
        furikomi.card("issue", "--bank", "minato", "--account", account, "--name", name)
                .refused("card-exists");

        furikomi.card("issue", "--bank", "minato", "--account", account, "--name", name, "--replace")
                .done();

        JsonNode cards = furikomi.card("list", "--bank", "minato", "--account", account, "--json")
                .done()
                .json();
        assertThat(cards).hasSize(2);
        cards.forEach(card -> assertThat(card.path("state").asText())
                .isEqualTo(card.path("cardId").asText().equals(customer.card().id()) ? "blocked" : "active"));
    }

    @Test
    void personalisesTheCardInTheVirtualReaderByItsOwnCommands() {
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        furikomi.insert(customer.card());
        List<String> issue = List.of("issue", "--bank", "minato", "--account", customer.account(), "--virtual-reader");
        furikomi.card(issue.toArray(String[]::new)).refused("slot-in-use");
        furikomi.card(Map.of("FURIKOMI_CARD_MANAGEMENT_KEY", "00".repeat(32)), with(issue, "--replace", "--json"))
                .done();
        // The file's own management key came first; one that is named counts.
        Path wrong = furikomi.newDirectory("keys").resolve("management-key");
        write(wrong, "00".repeat(32));
        furikomi.card(with(issue, "--replace", "--management-key-file", wrong.toString()))
                .refused("management-key-wrong");

        JsonNode shown =
                furikomi.card("show", "--virtual-reader", "--json").done().json();

        assertThat(shown.path("slots").path(0).path("bank").asText()).isEqualTo("MNTOJPJT");
        assertThat(shown.path("cardId").asText()).isNotEqualTo(customer.card().id());
        StoryCard card =
                furikomi.cardInDrawer(furikomi.minato(), customer.card().name());
        Shopper holder = new Shopper(
                customer.bank(),
                customer.account(),
                shown.path("slots").path(0).path("accountReference").asText(),
                customer.password(),
                card);
        Payment.open(holder, furikomi.newOrder()).through();
        furikomi.emptyReader();
    }

    @Test
    void importsACardPersonalisedElsewhereForAnAccount() throws IOException {
        Validity year = Validity.fromNow(InstantSource.system(), Duration.ofDays(365));
        CardAuthority town = CardAuthority.create("Town Hall", "TOWN", year);
        Path directory = furikomi.newDirectory("town");
        KeyFiles.writeCertificate(directory.resolve("authority.pem"), town.certificate());
        KeyFiles.writeCertificate(
                directory.resolve("card.pem"),
                new CardIssuer(town)
                        .issue(directory.resolve("town.card.json"), "Town card", "citizen", year)
                        .certificate());
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        String[] words = {
            "import",
            "--bank",
            "minato",
            "--account",
            customer.account(),
            "--certificate",
            "9E=" + directory.resolve("card.pem")
        };
        furikomi.card(words).refused("card-of-another-bank");

        furikomi.restartMinato(Map.of(
                "BANK_FOREIGN_CARD_AUTHORITIES",
                directory.resolve("authority.pem").toString()));
        try {
            furikomi.card(words).done();
            JsonNode cards = furikomi.card("list", "--bank", "minato", "--account", customer.account(), "--json")
                    .done()
                    .json();
            assertThat(cards)
                    .anyMatch(card -> card.path("personalisedElsewhere").asBoolean());
        } finally {
            furikomi.restartMinato(Map.of());
        }
    }

    @Test
    void namesWhatItRefuses() {
        furikomi.card("issue", "--bank", "minato", "--account", "999999999").refused("account-unknown");
        furikomi.card("issue", "--bank", "minato", "--account", "1000001").refused("account-without-customer");
        furikomi.card("block", "--bank", "minato", "--card-id", "A".repeat(43)).refused("card-unknown");
        furikomi.card("show", "no-such-card").refused("card-file-unknown");
        assertThat(furikomi.card("issue", "--account", "1").exitCode()).isEqualTo(2);
    }

    private static Shopper holding(Shopper customer, StoryCard card, JsonNode facts) {
        return new Shopper(
                customer.bank(),
                customer.account(),
                facts.path("accountReference").asText(),
                customer.password(),
                card);
    }

    private static String[] with(List<String> words, String... more) {
        return java.util.stream.Stream.concat(words.stream(), java.util.stream.Stream.of(more))
                .toArray(String[]::new);
    }

    private static void write(Path file, String text) {
        try {
            java.nio.file.Files.writeString(file, text);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
