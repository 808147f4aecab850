package dev.furikomi.bridge;

import dev.furikomi.bridge.edition.EditionExtension.Carrier;
import dev.furikomi.bridge.edition.UnusableOptionException;
import dev.furikomi.bridge.session.Sessions;
import dev.furikomi.bridge.user.OnePerUser;
import dev.furikomi.bridge.window.BridgeWindow;
import dev.furikomi.card.trust.BankList;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
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
        CommandLine commandLine = BridgeSetup.commandLine(arguments);
        if (commandLine.asksOnly()) {
            PrintStream out = System.out;
            out.println(commandLine.asksForVersion() ? "card-bridge " + BridgeSetup.version() : commandLine.help());
            out.flush();
            return;
        }
        try (BridgeSetup setup = BridgeSetup.of(arguments)) {
            if (commandLine.single() && !OnePerUser.take(setup.stateDirectory())) {
                System.err.println("card-bridge: runs already");
                return;
            }
            if (setup.commandLine().parentPid().isPresent()) {
                leaveWith(setup.commandLine().parentPid().get());
            }
            if (setup.carrier().isPresent()) {
                carry(setup.carrier().get(), setup.banks(), setup.sessions());
            } else {
                serve(setup);
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

    private static void serve(BridgeSetup setup) throws UnusableOptionException, IOException {
        BridgeWindow window = BridgeWindow.serve(
                setup.commandLine().ports(),
                setup.sessions(),
                setup.clock(),
                setup.sessions().version(),
                setup.commandLine().language().orElse(null),
                setup.window());
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
}
