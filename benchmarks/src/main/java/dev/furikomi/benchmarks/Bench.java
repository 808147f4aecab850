package dev.furikomi.benchmarks;

import dev.furikomi.benchmarks.ledger.EngineScenario;
import dev.furikomi.benchmarks.ledger.GrowthScenario;
import dev.furikomi.benchmarks.outbox.OutboxScenario;
import dev.furikomi.benchmarks.purchase.PurchaseScenarios;
import dev.furikomi.benchmarks.reference.ReferenceScenario;
import dev.furikomi.benchmarks.report.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./furikomi bench}: measures everything in one run, the reference interleaved with it. */
@Command(
        name = "./furikomi bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures the posting engine, acceptance, whole purchases and the event relay, beside the database's "
                        + "own benchmark in the same run, with full durability. Writes a report with tables and plots.")
public final class Bench implements Runnable {

    private static final int FAILED = 1;

    @Option(names = "--quick", description = "Small sizes and two short rounds: less than four minutes.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "LETTER",
            description = "Only these scenarios, of: reference, a, b, c, d, e, f.")
    private List<String> only = List.of();

    @Option(names = "--rounds", paramLabel = "N", description = "How many rounds (5; quick: 2).")
    private @Nullable Integer rounds;

    @Option(names = "--seconds", paramLabel = "N", description = "How long one measurement takes (8; quick: 1.5).")
    private @Nullable Integer seconds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, under stable names.")
    private @Nullable Path json;

    @Option(names = "--report", paramLabel = "DIR", description = "Write the report there (.furikomi/bench/TIME).")
    private @Nullable Path report;

    @Spec
    private @Nullable CommandSpec spec;

    private static final Duration SPAN = Duration.ofSeconds(8);
    private static final Duration QUICK_SPAN = Duration.ofMillis(1500);

    private final Clock clock;

    private Bench(Clock clock) {
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Bench(Clock.systemUTC()));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("furikomi: " + message(failure));
            return FAILED;
        });
        line.setParameterExceptionHandler((failure, arguments) -> {
            failure.getCommandLine()
                    .getErr()
                    .println("furikomi: " + failure.getMessage() + " (./furikomi bench --help tells more)");
            return CommandLine.ExitCode.USAGE;
        });
        return line;
    }

    /** All the scenarios there are, in the order of a round. */
    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>(List.of(new ReferenceScenario(), new EngineScenario()));
        all.addAll(PurchaseScenarios.all());
        all.add(new GrowthScenario());
        all.add(new OutboxScenario());
        return List.copyOf(all);
    }

    @Override
    public void run() {
        require(rounds == null || rounds >= 1, "--rounds must be at least 1");
        require(seconds == null || seconds >= 1, "--seconds must be at least 1");
        List<Scenario> chosen = chosen();
        requireWritable();
        BenchRun run = new BenchRun(
                Path.of(System.getProperty("furikomi.root", ".")),
                chosen,
                rounds == null ? quick ? 2 : 5 : rounds,
                seconds == null ? quick ? QUICK_SPAN : SPAN : Duration.ofSeconds(seconds),
                quick,
                new Progress(System.err));
        try {
            BenchResults results = run.run();
            Path directory = report == null ? defaultDirectory() : report;
            Files.createDirectories(directory);
            Reports.write(results, directory, json);
            System.out.println(Reports.summary(results.figures()));
            System.out.println("Report: " + directory.resolve("report.html").toAbsolutePath());
        } catch (IOException unwritable) {
            throw new IllegalStateException("the report cannot be written: " + unwritable.getMessage(), unwritable);
        }
    }

    /** Minutes of measuring are not to end in a file that cannot be written. */
    private void requireWritable() {
        Path file = json;
        if (file != null) {
            Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory");
            require(!Files.isDirectory(file), "--json is a file, and " + file + " is a directory");
            require(Files.isDirectory(directory), "--json cannot be written: there is no directory " + directory);
            require(isWritable(directory), "--json cannot be written into " + directory);
            require(!Files.exists(file) || Files.isWritable(file), "--json cannot be written: " + file);
        }
        if (report != null) {
            try {
                Files.createDirectories(report);
            } catch (IOException unwritable) {
                require(false, "--report cannot be written: " + report + " is no directory and cannot become one");
            }
            require(isWritable(report), "--report cannot be written into " + report);
        }
    }

    private static boolean isWritable(Path directory) {
        try {
            Files.delete(Files.createTempFile(directory, ".furikomi-", ""));
            return true;
        } catch (IOException unwritable) {
            return false;
        }
    }

    private List<Scenario> chosen() {
        List<Scenario> all = scenarios();
        List<String> keys = all.stream().map(Scenario::key).toList();
        List<Scenario> chosen = new ArrayList<>();
        for (String key : only) {
            require(keys.contains(key), "no scenario " + key + "; there are " + String.join(", ", keys));
        }
        for (Scenario scenario : all) {
            if (only.isEmpty() || only.contains(scenario.key())) {
                chosen.add(scenario);
            }
        }
        return chosen;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds && spec != null) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private Path defaultDirectory() {
        String now = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                .withZone(ZoneOffset.UTC)
                .format(clock.instant());
        return Path.of(System.getProperty("furikomi.root", "."), ".furikomi", "bench", now);
    }

    /** One line; a stack trace helps nobody who only runs this. */
    static String message(Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable each = failure; each != null && messages.size() < 3; each = each.getCause()) {
            messages.add(each.getMessage() == null ? each.toString() : each.getMessage());
        }
        return messages.stream()
                .distinct()
                .flatMap(text -> Arrays.stream(text.split("\n")).limit(20))
                .collect(Collectors.joining(": "));
    }
}
