package dev.furikomi.quickstart.ledger;

import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.audit.SealKeys;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.trust.BankList;
import dev.furikomi.card.trust.BankListOutcome;
import dev.furikomi.quickstart.process.RunState;
import dev.furikomi.quickstart.provision.DemoBank;
import java.io.Console;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which ledger is meant: a bank's of the running quickstart, or that in any database. */
final class LedgerChoice {
    static final String PASSWORD_VARIABLE = "FURIKOMI_DATABASE_PASSWORD";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--bank",
            paramLabel = "BANK",
            description = "a bank of the running Furikomi by the beginning of its name or BIC")
    private @Nullable String bank;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "any bank's database: postgresql://HOST[:PORT]/NAME, with the driver's parameters if need be")
    private @Nullable String database;

    @Option(names = "--user", paramLabel = "USER", description = "who reads that database; reading is enough")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "file with that user's password (or the environment variable " + PASSWORD_VARIABLE
                    + ", or a prompt)")
    private @Nullable Path passwordFile;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "which running Furikomi, when more than one runs from this checkout")
    private @Nullable Integer portBase;

    boolean isNamed() {
        return bank != null || database != null;
    }

    boolean isInDatabase() {
        return database != null;
    }

    /** The one that is named, or all banks of the running quickstart. */
    List<LedgerSource> sources() throws UnreachableLedgerException {
        if (database != null) {
            return List.of(inDatabase(database));
        }
        if (user != null || passwordFile != null) {
            throw misuse("--user and --password-file go with --database");
        }
        Path directory = running();
        if (bank != null) {
            return List.of(ofQuickstart(directory, demoBank(bank)));
        }
        List<LedgerSource> all = new ArrayList<>();
        for (DemoBank each : DemoBank.values()) {
            all.add(ofQuickstart(directory, each));
        }
        return all;
    }

    private LedgerSource inDatabase(String url) throws UnreachableLedgerException {
        String jdbcUrl = url.startsWith("jdbc:") ? url : "jdbc:" + url;
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw misuse("--database is postgresql://HOST[:PORT]/NAME");
        }
        if (jdbcUrl.toLowerCase(Locale.ROOT).contains("password=") || jdbcUrl.matches("jdbc:postgresql://[^/?]*@.*")) {
            throw misuse("no password on the command line, where others can read it: give --user and --password-file");
        }
        if (user == null || bank != null) {
            throw misuse(user == null ? "--database needs --user" : "either --bank or --database");
        }
        String shown = jdbcUrl.substring("jdbc:".length()).replaceFirst("\\?.*", "");
        return new LedgerSource(shown, jdbcUrl, user, password(), null);
    }

    private String password() throws UnreachableLedgerException {
        if (passwordFile != null) {
            try {
                return Files.readString(passwordFile).strip();
            } catch (IOException e) {
                throw new UnreachableLedgerException("the password file cannot be read", e);
            }
        }
        String value = System.getenv(PASSWORD_VARIABLE);
        if (value != null) {
            return value;
        }
        Console console = System.console();
        if (console == null) {
            throw misuse("the password is needed: --password-file FILE or " + PASSWORD_VARIABLE
                    + ", or run this where it can ask");
        }
        char[] typed = console.readPassword("password of %s: ", user);
        return typed == null ? "" : new String(typed);
    }

    private Path running() throws UnreachableLedgerException {
        String root = System.getProperty("furikomi.root");
        List<RunState> running = root == null
                ? List.of()
                : RunState.all(Path.of(root).resolve(".furikomi")).stream()
                        .filter(each -> portBase == null || each.portBase() == portBase)
                        .toList();
        if (running.size() > 1) {
            throw misuse("more than one Furikomi runs from this checkout; --port-base N says which is meant");
        }
        if (running.isEmpty()) {
            throw new UnreachableLedgerException(
                    "no Furikomi runs from this checkout: start it, or name a database with --database");
        }
        return Path.of(running.get(0).data());
    }

    private static LedgerSource ofQuickstart(Path directory, DemoBank meant) throws UnreachableLedgerException {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(directory.resolve("settings").resolve(meant.id() + ".properties"))) {
            settings.load(file);
        } catch (IOException e) {
            throw new UnreachableLedgerException("the settings of " + meant.english() + " cannot be read", e);
        }
        return new LedgerSource(
                meant.english(),
                settings.getProperty("quarkus.datasource.jdbc.url", ""),
                settings.getProperty("quarkus.datasource.username", ""),
                settings.getProperty("quarkus.datasource.password", ""),
                keys(directory.resolve("keys"), meant));
    }

    /** The event keys that the signed bank list gives the bank. */
    private static @Nullable SealKeys keys(Path keys, DemoBank meant) {
        try {
            ECKey root = KeyFiles.readPublicKey(keys.resolve("scheme-root-public.jwk"));
            String list = Files.readString(keys.resolve("bank-list.jws"));
            if (BankList.verify(list, root, Instant.now()) instanceof BankListOutcome.Trusted trusted) {
                return trusted.bankList()
                        .bank(meant.bic())
                        .map(found -> new SealKeys("/banks/" + meant.bic(), found.eventKeys()))
                        .orElse(null);
            }
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    private DemoBank demoBank(String asked) {
        return DemoBank.named(asked)
                .orElseThrow(() -> misuse("there is no bank " + asked + "; there are "
                        + String.join(
                                " and ",
                                Arrays.stream(DemoBank.values())
                                        .map(each -> each.bic() + " (" + each.english() + ")")
                                        .toList())));
    }

    ParameterException misuse(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
