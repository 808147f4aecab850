package dev.furikomi.benchmarks;

import dev.furikomi.quickstart.embedded.FreePort;
import dev.furikomi.quickstart.embedded.PostgresServer;
import dev.furikomi.quickstart.embedded.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** One run: sets every scenario up, goes round by round through all of them, and looks at what they did. */
final class BenchRun {

    /** The same for the reference and for Furikomi: memory for the tables, and checkpoints that seldom interrupt. */
    static final Map<String, String> POSTGRES_SETTINGS = new TreeMap<>(Map.of(
            "shared_buffers", "512MB",
            "max_wal_size", "4GB",
            "checkpoint_timeout", "15min",
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on"));

    private final Path root;
    private final List<Scenario> scenarios;
    private final int rounds;
    private final Duration span;
    private final boolean quick;
    private final Progress progress;

    BenchRun(Path root, List<Scenario> scenarios, int rounds, Duration span, boolean quick, Progress progress) {
        this.root = root;
        this.scenarios = scenarios;
        this.rounds = rounds;
        this.span = span;
        this.quick = quick;
        this.progress = progress;
    }

    BenchResults run() {
        Path directory = TemporaryDirectory.create("bench");
        try (PostgresServer postgres = PostgresServer.persistent(directory, FreePort.find(), POSTGRES_SETTINGS)) {
            Stage stage = new Stage(root, postgres, span, rounds, quick, progress);
            Figures figures = new Figures();
            Map<String, String> machine = Machine.describe(directory);
            machine.put("commit", Machine.commit(root));
            machine.put("postgresql", ServerSettings.told(postgres, POSTGRES_SETTINGS));
            Deque<Scenario> opened = new ConcurrentLinkedDeque<>();
            Thread stopped = new Thread(() -> abandon(opened, postgres, directory), "stop-everything");
            Runtime.getRuntime().addShutdownHook(stopped);
            try {
                measure(stage, figures, opened);
                Runtime.getRuntime().removeShutdownHook(stopped);
            } finally {
                close(opened);
            }
            return new BenchResults(figures, machine, Instant.now(), rounds, span, quick);
        } catch (IOException unusable) {
            throw new IllegalStateException("the machine cannot be looked at: " + unusable.getMessage(), unusable);
        } finally {
            TemporaryDirectory.delete(directory);
        }
    }

    private void measure(Stage stage, Figures figures, Deque<Scenario> opened) {
        for (Scenario scenario : scenarios) {
            progress.say("setting up %s: %s", scenario.key(), scenario.title());
            opened.push(scenario);
            attempt(scenario, () -> scenario.prepare(stage));
        }
        Duration before = progress.elapsed();
        for (int round = 1; round <= rounds; round++) {
            Duration began = progress.elapsed();
            for (Scenario scenario : scenarios) {
                progress.say(
                        "round %d of %d, %s: %s%s",
                        round, rounds, scenario.key(), scenario.title(), left(before, began, round));
                attempt(scenario, () -> {
                    stage.settle();
                    scenario.measure(stage, figures);
                });
            }
        }
        for (Scenario scenario : scenarios) {
            progress.say("looking at what %s did", scenario.key());
            attempt(scenario, scenario::verify);
        }
    }

    /** As long as the rounds before this one took. */
    private String left(Duration first, Duration began, int round) {
        if (round == 1) {
            return "";
        }
        Duration each = began.minus(first).dividedBy(round - 1);
        Duration left =
                each.multipliedBy(rounds - round + 1).minus(progress.elapsed().minus(began));
        return " (about %d s to go)".formatted(Math.max(0, left.toSeconds()));
    }

    private static void attempt(Scenario scenario, Step step) {
        try {
            step.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stopped);
        } catch (Exception failure) {
            throw new IllegalStateException("scenario " + scenario.key() + " failed", failure);
        }
    }

    /** Each once, the last one first. */
    private void close(Deque<Scenario> opened) {
        for (Scenario scenario = opened.pollFirst(); scenario != null; scenario = opened.pollFirst()) {
            try {
                scenario.close();
            } catch (Exception failure) {
                progress.say("scenario %s did not close: %s", scenario.key(), failure);
            }
        }
    }

    /** Ctrl-C: nothing is left behind. Does nothing after everything was closed. */
    private void abandon(Deque<Scenario> opened, PostgresServer postgres, Path directory) {
        close(opened);
        postgres.close();
        TemporaryDirectory.delete(directory);
    }

    private interface Step {
        void run() throws Exception;
    }
}
