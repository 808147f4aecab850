package dev.furikomi.quickstart;

import dev.furikomi.quickstart.card.CardCommand;
import dev.furikomi.quickstart.ledger.LedgerCommand;
import dev.furikomi.quickstart.process.FileFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands behind {@code ./furikomi}; the script itself does help and test, and tells the exit codes. */
@Command(
        name = "./furikomi",
        description = "A shop, two banks and a card bridge on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = Furikomi.Version.class,
        subcommands = {Up.class, Demo.class, Status.class, CardCommand.class, LedgerCommand.class})
public final class Furikomi implements Runnable {
    static final int FAILED = 1;

    @Spec
    private @Nullable CommandSpec spec;

    private Furikomi() {}

    public static void main(String[] arguments) {
        LogManager.getLogManager().reset();
        // The Kafka client repeats each second what the quickstart says once.
        Logger.getLogger("").setLevel(Level.OFF);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Furikomi()).setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((exception, line, parsed) -> {
            line.getErr().println("furikomi: " + message(exception));
            return FAILED;
        });
        commandLine.setParameterExceptionHandler((exception, arguments) -> {
            CommandLine line = exception.getCommandLine();
            line.getErr()
                    .println("furikomi: " + exception.getMessage() + " ("
                            + line.getCommandSpec().qualifiedName() + " --help tells more)");
            return CommandLine.ExitCode.USAGE;
        });
        return commandLine;
    }

    /** One line, and for a part that died the end of its log; a stack trace helps nobody who only runs this. */
    static String message(Throwable exception) {
        return FileFailure.words(exception);
    }

    /** What {@code --version} prints. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            Properties build = new Properties();
            try (InputStream file = Furikomi.class.getResourceAsStream("build.properties")) {
                build.load(Objects.requireNonNull(file));
            }
            return new String[] {
                "Furikomi " + build.getProperty("version") + ", Java " + System.getProperty("java.version")
            };
        }
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "which command?");
        }
    }
}
