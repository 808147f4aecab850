package dev.furikomi.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.furikomi.e2e.card.Payment;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an auditor does with {@code ./furikomi ledger} while the bank goes on. */
@ExtendWith(RunningSystem.class)
class LedgerAuditStory {

    private final Furikomi furikomi;

    LedgerAuditStory(Furikomi furikomi) {
        this.furikomi = furikomi;
    }

    @Test
    void aPurchaseIsSealedAndTheLedgerProvenWithTheDatabaseAndWithoutIt() {
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        long before = newest(verified()).path("number").asLong();
        OrderFile.Order order = furikomi.newOrder();
        Payment.open(customer, order).through();
        order.awaitStatus("PAID");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> newest(verified()).path("number").asLong() > before);
        JsonNode noted = newest(verified());
        Path export = furikomi.newDirectory("audit").resolve("minato.jsonl.gz");
        furikomi.ledger("export", "--bank", "minato", "--output", export.toString())
                .done();

        String seal = noted.path("number").asText() + ":" + noted.path("hash").asText();
        JsonNode proven = furikomi.ledger("verify", "--export", export.toString(), "--seal", seal, "--json")
                .done()
                .json();
        assertThat(proven.path("proven").asBoolean()).isTrue();
        assertThat(furikomi.ledger("verify", "--export", export.toString(), "--seal", "1:" + "0".repeat(64))
                        .exitCode())
                .isEqualTo(1);
    }

    private JsonNode verified() {
        return furikomi.ledger("verify", "--bank", "minato", "--every-signature", "--json")
                .done()
                .json();
    }

    private static JsonNode newest(JsonNode document) {
        return document.path("ledgers").path(0).path("newestSeal");
    }
}
