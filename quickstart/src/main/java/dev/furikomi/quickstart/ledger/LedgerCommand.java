package dev.furikomi.quickstart.ledger;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Proves a ledger, or writes it into a file. */
@Command(
        name = "ledger",
        description = "Proves that a bank's ledger is right and that nobody changed it: docs/ledger-audit.md.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {VerifyCommand.class, ExportCommand.class, KeysCommand.class})
public final class LedgerCommand implements Runnable {
    /** Neither proven nor broken: the ledger could not be read. */
    static final int UNREACHABLE = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "which? verify, export or keys");
    }
}
