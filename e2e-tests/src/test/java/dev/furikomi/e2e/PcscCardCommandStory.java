package dev.furikomi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.furikomi.card.software.CardSettings;
import dev.furikomi.card.software.SoftwareCardFile;
import dev.furikomi.card.software.SoftwareReader;
import dev.furikomi.card.virtual.PcscDaemon;
import dev.furikomi.card.virtual.VirtualReader;
import dev.furikomi.e2e.card.Payment;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./furikomi card} with a card behind a real PC/SC daemon: a new YubiKey, played by the software card. */
@ExtendWith(RunningSystem.class)
class PcscCardCommandStory {

    private static final String READER = "Virtual PCD 00 00";

    private final Furikomi furikomi;

    PcscCardCommandStory(Furikomi furikomi) {
        this.furikomi = furikomi;
    }

    @Test
    void makesANewYubiKeySomebodysCard(@TempDir Path directory) throws IOException {
        Assumptions.assumeTrue(PcscDaemon.isPossible(), "pcscd and vsmartcard-vpcd are missing");
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        SoftwareReader reader = SoftwareReader.create(directory.resolve("reader"), VirtualReader.SLOTS);
        SoftwareCardFile card =
                SoftwareCardFile.create(directory.resolve("new.card.json"), "New", CardSettings.yubiKey());
        reader.insert(0, card.path());
        try (PcscDaemon daemon = PcscDaemon.in(directory.resolve("pcscd"))) {
            daemon.start();
            try (VirtualReader virtual = VirtualReader.open(reader, daemon.firstSlot())) {
                Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> virtual.isConnected(0));
                tell(customer, card, daemon.environment());
            }
        }
    }

    private void tell(Shopper customer, SoftwareCardFile card, Map<String, String> daemon) {
        JsonNode readers =
                furikomi.card(daemon, "list", "--readers", "--json").done().json();
        assertThat(readers.path("readers").findValuesAsText("reader")).contains(READER);
        String[] issue = {
            "issue",
            "--bank",
            "minato",
            "--account",
            customer.account(),
            "--reader",
            READER,
            "--policy",
            "pin",
            "--json"
        };
        furikomi.card(daemon, issue).refused("secret-missing");

        Map<String, String> secrets = new HashMap<>(daemon);
        secrets.putAll(Map.of("FURIKOMI_CARD_PIN", "123456", "FURIKOMI_CARD_NEW_PIN", "246802"));
        String[] withKey = java.util.stream.Stream.concat(
                        java.util.Arrays.stream(issue),
                        java.util.stream.Stream.of("--default-management-key", "--set-pin"))
                .toArray(String[]::new);
        JsonNode facts = furikomi.card(secrets, withKey).done().json();
        furikomi.card(secrets, withKey).refused("pin-wrong");

        JsonNode shown = furikomi.card(daemon, "show", "--reader", READER, "--json")
                .done()
                .json();
        assertThat(shown.path("cardId").asText()).isEqualTo(facts.path("cardId").asText());
        assertThat(shown.path("pinTriesLeft").asInt()).isEqualTo(2);
        shown.path("slots")
                .forEach(slot -> assertThat(slot.path("bank").asText()).isEqualTo("MNTOJPJT"));
        Shopper holder = new Shopper(
                customer.bank(),
                customer.account(),
                facts.path("accountReference").asText(),
                customer.password(),
                furikomi.cardIn(furikomi.minato(), card.path()));
        Payment.open(holder, furikomi.newOrder()).through();
    }
}
