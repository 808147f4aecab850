package dev.furikomi.bridge;

import dev.furikomi.bridge.edition.EditionExtension;
import dev.furikomi.bridge.edition.EditionExtension.Carrier;
import dev.furikomi.bridge.edition.UnusableOptionException;
import dev.furikomi.bridge.edition.WindowExtension;
import dev.furikomi.bridge.installation.BankListFile;
import dev.furikomi.bridge.installation.SchemeFiles;
import dev.furikomi.bridge.reader.CardDesk;
import dev.furikomi.bridge.reader.TerminalDesk;
import dev.furikomi.bridge.reader.TerminalSource;
import dev.furikomi.bridge.session.Sessions;
import dev.furikomi.bridge.session.Waits;
import dev.furikomi.bridge.user.SharedTurns;
import dev.furikomi.bridge.user.StateDirectory;
import dev.furikomi.card.trust.BankList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** What a process of the bridge consists of, whichever carrier it is for, put together from its command line. */
public final class BridgeSetup implements AutoCloseable {
    private final CommandLine commandLine;
    private final Optional<WindowExtension> window;
    private final Optional<Carrier> carrier;
    private final Clock clock;
    private final Path stateDirectory;
    private final BankList banks;
    private final CardDesk desk;
    private final Sessions sessions;

    private BridgeSetup(CommandLine commandLine, Optional<EditionExtension> edition) throws UnusableOptionException {
        Map<String, String> values = commandLine.values();
        this.commandLine = commandLine;
        Optional<TerminalSource> readers = edition.isPresent() ? edition.get().readers(values) : Optional.empty();
        this.window = edition.isPresent() ? edition.get().window(values) : Optional.empty();
        this.carrier = edition.isPresent() ? edition.get().carrier(values) : Optional.empty();
        this.clock = Clock.systemUTC();
        this.banks = BankListFile.read(
                commandLine.path("bank-list").orElseGet(SchemeFiles::bankList),
                commandLine.path("scheme-root").orElseGet(SchemeFiles::schemeRoot),
                clock);
        Waits waits = Waits.DEFAULT
                .withCard(commandLine.seconds("card-wait", Waits.DEFAULT.card()))
                .withReader(commandLine.seconds("reader-wait", Waits.DEFAULT.reader()));
        this.stateDirectory = stateDirectory(commandLine, edition);
        SharedTurns turns = turns(stateDirectory);
        this.desk = new TerminalDesk(readers.orElseGet(TerminalSource::realReaders));
        this.sessions = new Sessions(banks, desk, clock, waits, version(), turns);
        window.ifPresent(more -> sessions.whenOver(more::sessionOver));
    }

    /** Reads the command line; what cannot be used is said in one line for the person who typed it. */
    public static BridgeSetup of(List<String> arguments) throws UnusableOptionException {
        Optional<EditionExtension> edition = EditionExtension.find();
        CommandLine commandLine = parse(arguments, edition);
        edition.ifPresent(it -> System.err.println(
                "card-bridge: " + it.name().toUpperCase(Locale.ROOT) + " EDITION, not for real cards and banks"));
        return new BridgeSetup(commandLine, edition);
    }

    /** The command line alone, for what it asks without a bridge. */
    static CommandLine commandLine(List<String> arguments) throws UnusableOptionException {
        return parse(arguments, EditionExtension.find());
    }

    private static CommandLine parse(List<String> arguments, Optional<EditionExtension> edition)
            throws UnusableOptionException {
        return CommandLine.parse(
                arguments, edition.map(EditionExtension::options).orElse(Set.of()));
    }

    CommandLine commandLine() {
        return commandLine;
    }

    Optional<WindowExtension> window() {
        return window;
    }

    Optional<Carrier> carrier() {
        return carrier;
    }

    Clock clock() {
        return clock;
    }

    Path stateDirectory() {
        return stateDirectory;
    }

    public BankList banks() {
        return banks;
    }

    public Sessions sessions() {
        return sessions;
    }

    @Override
    public void close() {
        desk.close();
    }

    /** Who shares a reader shares its turns: one person's real readers, or one directory of software readers. */
    private static Path stateDirectory(CommandLine commandLine, Optional<EditionExtension> edition)
            throws UnusableOptionException {
        Optional<Path> asked = commandLine.path("state-directory");
        Optional<Path> ofReaders = edition.isPresent() ? edition.get().stateDirectory(commandLine.values()) : asked;
        return asked.or(() -> ofReaders).orElseGet(StateDirectory::ofThisUser);
    }

    private static SharedTurns turns(Path directory) throws UnusableOptionException {
        try {
            return SharedTurns.in(directory);
        } catch (IOException e) {
            throw new UnusableOptionException("cannot use the state directory " + directory);
        }
    }

    static String version() {
        Properties properties = new Properties();
        try (InputStream in = BridgeSetup.class.getResourceAsStream("version.properties")) {
            properties.load(java.util.Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
