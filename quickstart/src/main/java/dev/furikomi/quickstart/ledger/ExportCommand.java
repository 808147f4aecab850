package dev.furikomi.quickstart.ledger;

import dev.furikomi.audit.database.LedgerReader;
import dev.furikomi.audit.export.ExportHead;
import dev.furikomi.audit.export.ExportWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a ledger into a file with which it is verified without the database. */
@Command(
        name = "export",
        description = "Writes a bank's ledger into one file, from which an auditor proves it without the database."
                + " It holds every account's balance: only you may read it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the file is written",
            "2:the command line was not understood",
            "3:the ledger cannot be read or the file cannot be written"
        },
        footer = {"", "Example:", "  ./furikomi ledger export --bank minato --output minato.jsonl.gz"})
final class ExportCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LedgerChoice choice = new LedgerChoice();

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "the file to write")
    private Path output = Path.of("");

    @Option(names = "--overwrite", description = "replace the file if there is one")
    private boolean overwrite;

    @Override
    public Integer call() {
        if (!choice.isNamed()) {
            throw choice.misuse("which ledger? --bank BANK or --database URL");
        }
        if (!overwrite && Files.exists(output)) {
            throw choice.misuse("there is a file " + output + " already; --overwrite replaces it");
        }
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        try {
            List<LedgerSource> sources = choice.sources();
            long entries = export(sources.get(0), err);
            err.println(String.format(Locale.ROOT, "%s: %,d entries in %s", sources.get(0), entries, output));
            if (sources.get(0).keys() != null) {
                err.println("Its seals are proved with the bank's public keys, which are not in it: take them from the"
                        + " bank or the scheme (here: ./furikomi ledger keys)");
            }
            return 0;
        } catch (UnreachableLedgerException e) {
            err.println("furikomi: " + e.getMessage());
            return LedgerCommand.UNREACHABLE;
        }
    }

    /** Makes the file whole before it bears its name; nobody else may read it even while it is written. */
    private long export(LedgerSource source, PrintWriter err) throws UnreachableLedgerException {
        Path whole = null;
        try (LedgerReader reader = source.open()) {
            whole = Files.createTempFile(output.toAbsolutePath().getParent(), "." + output.getFileName(), ".writing");
            LedgerReader.Size size = reader.size();
            ExportHead head = new ExportHead(
                    source.name(),
                    Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                    size.accounts(),
                    size.seals(),
                    size.entries());
            try (OutputStream out = Files.newOutputStream(whole);
                    ExportWriter writer = new ExportWriter(out, head)) {
                Progress progress = new Progress(writer, err, size.accounts() + size.entries());
                reader.read(progress);
                writer.finish();
                progress.end();
            }
            if (overwrite) {
                Files.move(whole, output, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(whole, output);
            }
            return size.entries();
        } catch (SQLException e) {
            throw new UnreachableLedgerException("the ledger of " + source + " cannot be read", e);
        } catch (IOException | UncheckedIOException e) {
            throw new UnreachableLedgerException("the file cannot be written", e);
        } finally {
            remove(whole);
        }
    }

    private static void remove(@Nullable Path unfinished) {
        try {
            if (unfinished != null) {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
