package dev.furikomi.bank.window;

import dev.furikomi.bank.ForeignAuthority;
import dev.furikomi.card.issuing.BankCredentials;
import dev.furikomi.card.issuing.Scheme;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.jose.Base64Url;
import dev.furikomi.card.jose.Digests;
import dev.furikomi.card.trust.Bank;
import dev.furikomi.card.trust.Environment;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes Minato Bank, and Yamabuki Bank beside it, for the tests of the window. */
public final class WindowBank implements QuarkusTestResourceLifecycleManager {

    static final String BIC = "MNTOJPJT";
    static final String OTHER_BIC = "YMBKJPJT";
    static final String ORIGIN = "http://bank-a.localhost:8082";
    static final String STAFF_TOKEN = "the staff token of the window's tests";
    static final String DIRECTORY = "window-test.directory";

    private Path directory;

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("window-test");
            ForeignAuthority.create(directory);
            Scheme scheme = Scheme.create("Furikomi Test", Environment.DEVELOPMENT);
            BankCredentials bank = credentials(BIC, "Minato Bank");
            BankCredentials other = credentials(OTHER_BIC, "Yamabuki Bank");
            String list = scheme.signBankList(
                    List.of(
                            listed(bank, "Minato Bank", "みなと銀行", ORIGIN),
                            listed(other, "Yamabuki Bank", "やまぶき銀行", "http://bank-b.localhost:8083")),
                    validity());
            return settings(scheme, list);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Map<String, String> settings(Scheme scheme, String list) throws IOException {
        Path own = directory.resolve(BIC);
        return Map.ofEntries(
                Map.entry(DIRECTORY, directory.toString()),
                Map.entry("bank.bic", BIC),
                Map.entry("bank.name.en", "Minato Bank"),
                Map.entry("bank.name.ja", "みなと銀行"),
                Map.entry("bank.origin", ORIGIN),
                Map.entry(
                        "bank.request-key",
                        own.resolve(BankCredentials.REQUEST_KEY_FILE).toString()),
                Map.entry(
                        "bank.card-authorities",
                        own.resolve(BankCredentials.CARD_AUTHORITY_FILE).toString()),
                Map.entry(
                        "bank.foreign-card-authorities",
                        directory.resolve(ForeignAuthority.CERTIFICATE_FILE).toString()),
                Map.entry("bank.bank-list", write("bank-list.jws", list)),
                Map.entry(
                        "bank.scheme-root",
                        write("scheme-root.json", scheme.publicRoot().toJSONString())),
                Map.entry(
                        "bank.staff.token-sha256",
                        Base64Url.encode(Digests.sha256(STAFF_TOKEN.getBytes(StandardCharsets.UTF_8)))),
                Map.entry("bank.password.secret", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY"),
                // Real Argon2id, small enough for a test.
                Map.entry("bank.password.memory-kibibytes", "256"),
                // Idle windows are swept by the test itself, so that it knows when.
                Map.entry("bank.window.sweep-interval", "1h"),
                Map.entry(
                        "reliable-events.signing-key",
                        own.resolve(BankCredentials.EVENT_KEY_FILE).toString()),
                Map.entry("reliable-events.poll-interval", "200ms"));
    }

    private BankCredentials credentials(String bic, String name) throws IOException {
        BankCredentials credentials = BankCredentials.create(bic, name, validity());
        credentials.write(Files.createDirectory(directory.resolve(bic)));
        return credentials;
    }

    private static Bank listed(BankCredentials bank, String en, String ja, String origin) {
        return bank.listed(
                new Bank.LocalisedName(en, ja),
                "<svg/>".getBytes(StandardCharsets.UTF_8),
                List.of(origin),
                origin + "/v1/windows");
    }

    static Validity validity() {
        return Validity.fromNow(InstantSource.system(), Duration.ofDays(1));
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
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
