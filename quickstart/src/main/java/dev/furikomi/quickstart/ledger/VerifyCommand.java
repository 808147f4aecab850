package dev.furikomi.quickstart.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.furikomi.audit.LedgerVerifier;
import dev.furikomi.audit.LedgerVerifier.Expectations;
import dev.furikomi.audit.SealKeys;
import dev.furikomi.audit.database.LedgerReader;
import dev.furikomi.audit.export.ExportReader;
import dev.furikomi.audit.export.MalformedExportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves a ledger from its rows. */
@Command(
        name = "verify",
        description = "Proves from the rows alone that a bank's ledger is right and that no sealed entry was changed,"
                + " and names the first row that is not as it must be. Transfers go on meanwhile.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is proven",
            "1:something is broken; the output says what",
            "2:the command line was not understood",
            "3:the ledger cannot be read"
        },
        footer = {
            "",
            "Examples:",
            "  ./furikomi ledger verify --bank minato",
            "  ./furikomi ledger verify --database postgresql://db.bank.example/ledger --user auditor --keys keys.json",
            "  ./furikomi ledger verify --export minato.jsonl.gz --keys bank-list.jws --scheme-root scheme-root.jwk"
                    + " --issuer MNTOJPJT",
            "  ./furikomi ledger verify --export minato.jsonl.gz --seal 17:9f86d0818…"
        })
final class VerifyCommand implements Callable<Integer> {
    private static final Pattern KNOWN_SEAL = Pattern.compile("([1-9][0-9]{0,17}):([0-9a-fA-F]{64})");

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LedgerChoice choice = new LedgerChoice();

    @Option(names = "--export", paramLabel = "FILE", description = "a file that ./furikomi ledger export wrote")
    private @Nullable Path export;

    @Option(
            names = {"--seal", "--from-seal"},
            paramLabel = "N:HASH",
            description = "a seal whose hash you noted earlier: it must still be there. May be given several times")
    private List<String> seals = new ArrayList<>();

    @Mixin
    private KeyOptions keys = new KeyOptions();

    @Option(
            names = "--every-signature",
            description = "check each seal's signature; the newest one's vouches for all before it")
    private boolean everySignature;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        Map<Long, String> known = known();
        List<VerifiedLedger> verified = new ArrayList<>();
        try {
            SealKeys given = keys.read();
            if (export != null) {
                verified.add(ofExport(export, new Expectations(known, given, everySignature), err));
            } else {
                List<LedgerSource> sources = choice.sources();
                if (sources.size() > 1 && !known.isEmpty()) {
                    throw choice.misuse("whose seal? --bank BANK");
                }
                for (LedgerSource source : sources) {
                    SealKeys used = given == null ? source.keys() : given;
                    verified.add(ofDatabase(source, new Expectations(known, used, everySignature), err));
                }
            }
        } catch (UnreachableLedgerException e) {
            err.println("furikomi: " + e.getMessage());
            return LedgerCommand.UNREACHABLE;
        } catch (DamagedExportException e) {
            err.println("furikomi: " + e.getMessage());
            return 1;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? VerifiedLedger.json(verified) : VerifiedLedger.text(verified));
        out.flush();
        return verified.stream().allMatch(each -> each.report().isProven()) ? 0 : 1;
    }

    private Map<Long, String> known() {
        if (export != null && choice.isNamed()) {
            throw choice.misuse("either --export or a database");
        }
        Map<Long, String> known = new HashMap<>();
        for (String each : seals) {
            Matcher matcher = KNOWN_SEAL.matcher(each);
            if (!matcher.matches()) {
                throw choice.misuse("--seal is a number, a colon and 64 hexadecimal digits");
            }
            known.put(Long.parseLong(matcher.group(1)), matcher.group(2).toLowerCase(Locale.ROOT));
        }
        return known;
    }

    private static VerifiedLedger ofDatabase(LedgerSource source, Expectations expectations, PrintWriter err)
            throws UnreachableLedgerException {
        long began = System.nanoTime();
        try (LedgerReader reader = source.open()) {
            LedgerReader.Size size = reader.size();
            LedgerVerifier verifier = new LedgerVerifier(expectations);
            Progress progress = new Progress(verifier, err, size.accounts() + size.entries());
            reader.read(progress);
            progress.end();
            return new VerifiedLedger(
                    source.name(), verifier.report(), expectations.known().size(), System.nanoTime() - began);
        } catch (SQLException e) {
            throw new UnreachableLedgerException("the ledger of " + source + " cannot be read", e);
        }
    }

    private static VerifiedLedger ofExport(Path file, Expectations expectations, PrintWriter err)
            throws UnreachableLedgerException, DamagedExportException {
        long began = System.nanoTime();
        LedgerVerifier verifier = new LedgerVerifier(expectations);
        try (InputStream in = Files.newInputStream(file);
                ExportReader reader = new ExportReader(in)) {
            Progress progress = new Progress(
                    verifier, err, reader.head().accounts() + reader.head().entries());
            reader.read(progress);
            progress.end();
            String name = reader.head().ledger() + ", exported " + reader.head().takenAt();
            return new VerifiedLedger(
                    name, verifier.report(), expectations.known().size(), System.nanoTime() - began);
        } catch (IOException e) {
            throw new UnreachableLedgerException("the export cannot be read", e);
        } catch (MalformedExportException e) {
            // Where lines were taken out or added, what the others prove names the row.
            String first = e.isAllRead()
                    ? verifier.report()
                            .firstBrokenRow()
                            .map(row -> "; first broken row: " + row)
                            .orElse("")
                    : "";
            throw new DamagedExportException(file + " proves nothing, " + e.getMessage() + first, e);
        }
    }
}
