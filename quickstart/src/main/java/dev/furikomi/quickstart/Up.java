package dev.furikomi.quickstart;

import dev.furikomi.quickstart.process.PartDiedException;
import dev.furikomi.quickstart.process.PortPlan;
import dev.furikomi.quickstart.provision.CardPolicies;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts everything and stays until Ctrl-C or until a part dies. */
@Command(name = "up", description = "Starts everything, says which page to open, stops everything on Ctrl-C.")
final class Up implements Callable<Integer> {
    @Mixin
    private StartOptions options = new StartOptions();

    @Override
    public Integer call() throws Exception {
        Console console = Console.standardOutput();
        PortPlan ports = options.ports();
        CardPolicies policies = options.policies();
        FurikomiRun run =
                FurikomiRun.prepare(Installation.find(), ports, policies, options.vpcdPort(), options.data(), console);
        Runtime.getRuntime().addShutdownHook(new Thread(run::close, "stop-everything"));
        try (run) {
            run.start();
            run.startBridge();
            run.startReaderPage();
            console.line(Welcome.text(run));
            console.line(String.format(
                    Locale.ROOT,
                    "Ready after %.1f s. Ctrl-C stops everything.",
                    run.age().toMillis() / 1000.0));
            PartDiedException death = run.supervisor().firstDeath().get();
            throw death;
        }
    }
}
