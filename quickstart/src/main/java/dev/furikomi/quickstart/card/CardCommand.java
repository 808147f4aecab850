package dev.furikomi.quickstart.card;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes, shows, blocks and imports cards. */
@Command(
        name = "card",
        description = "Makes, shows, blocks and imports ID cards: docs/cards.md.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            IssueCommand.class,
            ListCommand.class,
            ShowCommand.class,
            BlockCommand.Block.class,
            BlockCommand.Unblock.class,
            ImportCommand.class
        })
public final class CardCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "which? issue, list, show, block, unblock or import");
    }
}
