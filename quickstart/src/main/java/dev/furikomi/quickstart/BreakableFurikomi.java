package dev.furikomi.quickstart;

import dev.furikomi.card.issuing.BankCredentials;
import dev.furikomi.quickstart.process.PortPlan;
import dev.furikomi.quickstart.provision.CardPolicies;
import dev.furikomi.quickstart.provision.DemoBank;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Furikomi for tests of the whole: the same parts as {@code ./furikomi up}, started by this process, whose parts can
 * be killed and started again, and whose keys and tokens are known.
 */
public final class BreakableFurikomi implements AutoCloseable {
    private final FurikomiRun run;

    private BreakableFurikomi(FurikomiRun run) {
        this.run = run;
    }

    /**
     * Starts and provisions everything, with its state in a directory that goes away at the end.
     *
     * @param checkout with all parts built
     * @param environments environment variables by the part's name
     * @param bridgeOptions further options of card-bridge
     */
    public static BreakableFurikomi start(
            Path checkout, int portBase, Map<String, Map<String, String>> environments, List<String> bridgeOptions) {
        FurikomiRun run = FurikomiRun.prepare(
                new Installation(checkout),
                new PortPlan(portBase),
                null,
                Console.standardOutput(),
                new FurikomiRun.Tuning(CardPolicies.PASSWORDS, null, environments, bridgeOptions));
        Runtime.getRuntime().addShutdownHook(new Thread(run::close, "stop-everything"));
        try {
            run.start();
            run.startBridge();
            run.startReaderPage();
            return new BreakableFurikomi(run);
        } catch (RuntimeException e) {
            run.close();
            throw e;
        }
    }

    /** Kills a part with SIGKILL. */
    public void kill(String part) {
        run.kill(part);
    }

    /** Starts a killed part again and waits until it is ready. */
    public void restart(String part) {
        run.restart(part);
    }

    /** The same with other environment variables, which it keeps from then on. */
    public void restart(String part, Map<String, String> environment) {
        run.changeEnvironment(part, environment);
        run.restart(part);
    }

    public PortPlan ports() {
        return run.ports();
    }

    /** The token of catalogue and order file. */
    public String merchantStaffToken() {
        return run.tokens().merchant();
    }

    /** The token of the bank's operator API. */
    public String staffToken(DemoBank bank) {
        return run.tokens().of(bank);
    }

    /** The merchant's private key, a JWK. */
    public Path merchantKey() {
        return directory().resolve("keys/merchant.jwk");
    }

    /** The private key with which the bank signs session requests, a JWK. */
    public Path requestKey(DemoBank bank) {
        return directory().resolve("keys").resolve(bank.id()).resolve(BankCredentials.REQUEST_KEY_FILE);
    }

    /** The private key with which the bank makes cards its own, a JWK. */
    public Path cardAuthorityKey(DemoBank bank) {
        return directory().resolve("keys").resolve(bank.id()).resolve(BankCredentials.CARD_AUTHORITY_KEY_FILE);
    }

    /** The certificate of that key, in PEM. */
    public Path cardAuthorityCertificate(DemoBank bank) {
        return directory().resolve("keys").resolve(bank.id()).resolve(BankCredentials.CARD_AUTHORITY_FILE);
    }

    /** The card files that card-bridge's window offers. */
    public Path drawer() {
        return directory().resolve("drawer");
    }

    /** All state and logs. */
    public Path directory() {
        return run.workspace().directory();
    }

    /** The command of another card-bridge, in front of another reader. */
    public List<String> bridgeCommand(Path reader, List<String> options) {
        List<String> arguments = new ArrayList<>(run.provisioning().bridgeArguments());
        arguments.set(arguments.indexOf("--software-reader") + 1, reader.toString());
        arguments.addAll(options);
        return run.installation().bridge(arguments);
    }

    /** The command of the card-bridge that people get, at the usual address, in front of the readers of PC/SC. */
    public List<String> releaseBridgeCommand(List<String> options) {
        List<String> arguments = new ArrayList<>(run.provisioning().bridgeArgumentsForPcsc());
        arguments.addAll(List.of("--port", String.valueOf(ports().bridge())));
        arguments.addAll(options);
        return run.installation().releaseBridge(arguments);
    }

    /** The command that a browser runs for the card bridge's extension, in front of the window's own reader. */
    public List<String> nativeMessagingHostCommand() {
        return run.installation().nativeMessagingHost(run.provisioning().bridgeArguments());
    }

    @Override
    public void close() {
        run.close();
    }
}
