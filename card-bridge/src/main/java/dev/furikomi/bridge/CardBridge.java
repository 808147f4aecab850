package dev.furikomi.bridge;

import dev.furikomi.bridge.edition.EditionExtension;
import dev.furikomi.bridge.edition.EditionExtension.Carrier;
import dev.furikomi.bridge.edition.UnusableOptionException;
import dev.furikomi.bridge.edition.WindowExtension;
import dev.furikomi.bridge.reader.CardDesk;
import dev.furikomi.bridge.reader.TerminalDesk;
import dev.furikomi.bridge.reader.TerminalSource;
import dev.furikomi.bridge.session.Sessions;
import dev.furikomi.bridge.session.Waits;
import dev.furikomi.bridge.window.BridgeWindow;
import dev.furikomi.card.trust.BankList;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** The process: reads the command line, then serves its window, or the carrier that a development build was asked for. */
public final class CardBridge {
    private static final int UNUSABLE = 2;

    private CardBridge() {}

    public static void main(String[] arguments) {
        int exitCode;
        try {
            run(List.of(arguments));
            exitCode = 0;
        } catch (UnusableOptionException | IOException e) {
            System.err.println("card-bridge: " + e.getMessage());
            exitCode = UNUSABLE;
        }
        System.exit(exitCode);
    }

    private static void run(List<String> arguments) throws UnusableOptionException, IOException {
        Optional<EditionExtension> edition = EditionExtension.find();
        CommandLine commandLine = CommandLine.parse(
                arguments, edition.map(EditionExtension::options).orElse(Set.of()));
        edition.ifPresent(it -> System.err.println("card-bridge: " + it.name().toUpperCase(java.util.Locale.ROOT)
                + " EDITION, not for real cards and banks"));
        Map<String, String> values = commandLine.values();
        Optional<TerminalSource> readers = edition.isPresent() ? edition.get().readers(values) : Optional.empty();
        Optional<WindowExtension> window = edition.isPresent() ? edition.get().window(values) : Optional.empty();
        Optional<Carrier> carrier = edition.isPresent() ? edition.get().carrier(values) : Optional.empty();
        Clock clock = Clock.systemUTC();
        BankList banks =
                BankListFile.read(commandLine.required("bank-list"), commandLine.required("scheme-root"), clock);
        Waits waits = Waits.DEFAULT
                .withCard(commandLine.seconds("card-wait", Waits.DEFAULT.card()))
                .withReader(commandLine.seconds("reader-wait", Waits.DEFAULT.reader()));
        if (commandLine.parentPid().isPresent()) {
            leaveWith(commandLine.parentPid().get());
        }
        try (CardDesk desk = new TerminalDesk(readers.orElseGet(TerminalSource::realReaders))) {
            Sessions sessions = new Sessions(banks, desk, clock, waits, version());
            if (carrier.isPresent()) {
                carry(carrier.get(), banks, sessions);
            } else {
                serve(commandLine, sessions, clock, window);
            }
        }
    }

    private static void carry(Carrier carrier, BankList banks, Sessions sessions) throws UnusableOptionException {
        if (!carrier.environment().equals(banks.environment().wireName())) {
            throw new UnusableOptionException("this carrier serves only bank lists of environment "
                    + carrier.environment() + ", not " + banks.environment().wireName());
        }
        System.err.println("card-bridge ready");
        carrier.run(sessions);
    }

    private static void serve(
            CommandLine commandLine, Sessions sessions, Clock clock, Optional<WindowExtension> extension)
            throws UnusableOptionException, IOException {
        BridgeWindow window = BridgeWindow.serve(
                commandLine.ports(),
                sessions,
                clock,
                version(),
                commandLine.language().orElse(null),
                extension);
        Runtime.getRuntime().addShutdownHook(new Thread(window::close, "stop"));
        PrintStream out = System.out;
        out.println("card-bridge ready at http://127.0.0.1:" + window.port() + "/window");
        out.flush();
        try {
            new CountDownLatch(1).await(); // SIGTERM and the parent's end are the ways out.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends this process when its starter ends, however that happens, so that no bridge stays behind. */
    private static void leaveWith(long parentPid) throws UnusableOptionException {
        ProcessHandle parent = ProcessHandle.of(parentPid)
                .orElseThrow(() -> new UnusableOptionException("there is no process " + parentPid + " to watch"));
        parent.onExit().thenRun(() -> System.exit(0));
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = CardBridge.class.getResourceAsStream("version.properties")) {
            properties.load(java.util.Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
