package dev.furikomi.quickstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.furikomi.quickstart.demo.DemoReport;
import dev.furikomi.quickstart.demo.DemoSession;
import dev.furikomi.quickstart.process.PortPlan;
import dev.furikomi.quickstart.provision.CardPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes one purchase without a person. */
@Command(
        name = "demo",
        description =
                "Starts everything, makes one purchase through the public APIs and the real card-bridge, and stops."
                        + " 0 only when the order file says PAID and both ledgers balance.")
final class Demo implements Callable<Integer> {
    @Mixin
    private StartOptions options = new StartOptions();

    @Option(names = "--json", description = "print one JSON document on standard output, progress on standard error")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Console console = json ? Console.standardError() : Console.standardOutput();
        PortPlan ports = options.ports();
        CardPolicies policies = options.policies();
        FurikomiRun run =
                FurikomiRun.prepare(Installation.find(), ports, policies, options.vpcdPort(), options.data(), console);
        Runtime.getRuntime().addShutdownHook(new Thread(run::close, "stop-everything"));
        DemoReport report;
        try (run) {
            run.start();
            double startSeconds = run.age().toMillis() / 1000.0;
            console.line("Everything runs after " + startSeconds + " s.");
            report = session(run, console).run(startSeconds);
        }
        if (json) {
            System.out.println(
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
        }
        if (report.failure() != null) {
            console.line("furikomi: the demo failed: " + report.failure());
        }
        return report.paid() ? 0 : Furikomi.FAILED;
    }

    private static DemoSession session(FurikomiRun run, Console console) {
        List<String> arguments = new ArrayList<>(run.bridgeArguments());
        arguments.addAll(List.of("--carrier", "stdio"));
        return new DemoSession(
                run.ports(),
                run.provisioning(),
                console,
                Topics.ALL,
                run.installation().bridge(arguments),
                run.workspace().log("card-bridge"));
    }
}
