package dev.furikomi.quickstart;

import dev.furikomi.card.virtual.VirtualReader;
import dev.furikomi.quickstart.process.PortCheck;
import dev.furikomi.quickstart.process.PortPlan;
import dev.furikomi.quickstart.provision.CardPolicies;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that all starting commands share. */
final class StartOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            defaultValue = "8080",
            description = "first of the ten ports N to N+9 (default: ${DEFAULT-VALUE})")
    private int portBase;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "keep all state in DIR, over restarts too; otherwise it goes away at the end")
    private @Nullable Path data;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = "pin: customers give the card's PIN instead of the bank's password; BANK=pin for one bank,"
                    + " several with commas between them (default: password)")
    private @Nullable String policy;

    @Option(
            names = "--pcsc",
            paramLabel = "PORT",
            arity = "0..1",
            fallbackValue = "" + VirtualReader.STANDARD_PORT,
            description = "show the virtual reader to this computer's PC/SC service, through vsmartcard-vpcd on PORT"
                    + " (${FALLBACK-VALUE}), and let card-bridge find it there as it finds a real one")
    private @Nullable Integer vpcdPort;

    /** Where vpcd listens, when cards are to go through PC/SC. */
    @Nullable
    Integer vpcdPort() {
        if (vpcdPort != null && PortCheck.firstTaken(Map.of(vpcdPort, "")).isEmpty()) {
            throw new IllegalStateException("nothing listens on port " + vpcdPort
                    + ": --pcsc needs pcscd with vsmartcard-vpcd (Debian packages of these names), running");
        }
        return vpcdPort;
    }

    /** Which bank has which policy. */
    CardPolicies policies() {
        try {
            return policy == null ? CardPolicies.PASSWORDS : CardPolicies.parse(policy);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), e.getMessage(), e);
        }
    }

    /** Refuses a base of which not all ten ports exist, as any other command line that cannot be meant. */
    PortPlan ports() {
        try {
            return new PortPlan(portBase);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), e.getMessage(), e);
        }
    }

    @Nullable
    Path data() {
        return data;
    }
}
