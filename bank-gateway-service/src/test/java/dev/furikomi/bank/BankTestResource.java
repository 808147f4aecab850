package dev.furikomi.bank;

import dev.furikomi.card.issuing.BankCredentials;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.issuing.Scheme;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.trust.Bank;
import dev.furikomi.card.trust.Environment;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes Minato Bank for a test: its keys, its card authority, the scheme's bank list, the staff token. */
public class BankTestResource implements QuarkusTestResourceLifecycleManager {

    public static final String BIC = "MNTOJPJT";
    public static final String ORIGIN = "http://bank-a.localhost:8082";
    public static final String STAFF_TOKEN = "the staff token of the tests";

    private Path directory;

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("bank-test");
            return settings();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Map<String, String> settings() throws IOException {
        Validity aDay = Validity.fromNow(InstantSource.system(), Duration.ofDays(1));
        ForeignAuthority.create(directory);
        Scheme scheme = Scheme.create("Furikomi Test", Environment.DEVELOPMENT);
        BankCredentials bank = BankCredentials.create(BIC, "Minato Bank", aDay);
        bank.write(directory);
        KeyFiles.writePublicKey(directory.resolve("scheme-root.json"), scheme.publicRoot());
        Bank listed = bank.listed(
                new Bank.LocalisedName("Minato Bank", "みなと銀行"),
                "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8),
                List.of(ORIGIN),
                ORIGIN + "/v1/windows");
        Files.writeString(directory.resolve("bank-list.jws"), scheme.signBankList(List.of(listed), aDay));
        return Map.ofEntries(
                Map.entry("bank.bic", BIC),
                Map.entry("bank.name.en", "Minato Bank"),
                Map.entry("bank.name.ja", "みなと銀行"),
                Map.entry("bank.origin", ORIGIN),
                Map.entry("bank.request-key", file(BankCredentials.REQUEST_KEY_FILE)),
                Map.entry("bank.card-authorities", file(BankCredentials.CARD_AUTHORITY_FILE)),
                Map.entry("bank.foreign-card-authorities", file(ForeignAuthority.CERTIFICATE_FILE)),
                Map.entry("bank.bank-list", file("bank-list.jws")),
                Map.entry("bank.scheme-root", file("scheme-root.json")),
                Map.entry("bank.staff.token-sha256", sha256(STAFF_TOKEN)),
                Map.entry("bank.password.secret", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY"),
                // Real Argon2id, small enough for a test.
                Map.entry("bank.password.memory-kibibytes", "256"),
                Map.entry("reliable-events.signing-key", file(BankCredentials.EVENT_KEY_FILE)),
                Map.entry("reliable-events.poll-interval", "200ms"),
                Map.entry("bank.ledger.seal.interval", "1s"),
                Map.entry("test.directory", directory.toString()));
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void stop() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
