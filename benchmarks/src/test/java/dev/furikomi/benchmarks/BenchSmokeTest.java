package dev.furikomi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.benchmarks.ledger.EngineScenario;
import dev.furikomi.benchmarks.ledger.GrowthScenario;
import dev.furikomi.benchmarks.outbox.OutboxScenario;
import dev.furikomi.benchmarks.reference.ReferenceScenario;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The real thing, so short that its figures mean nothing: it sets up, measures and finds the books right. */
class BenchSmokeTest {

    @Test
    void measuresTheEngineBesideTheReference() {
        Progress progress = new Progress(new PrintStream(PrintStream.nullOutputStream()));

        BenchResults results = new BenchRun(
                        Path.of(".."),
                        List.of(
                                new ReferenceScenario(),
                                new EngineScenario(),
                                new GrowthScenario(),
                                new OutboxScenario()),
                        1,
                        Duration.ofSeconds(1),
                        true,
                        progress)
                .run();

        assertThat(results.figures().figures())
                .containsKeys(
                        "engine.random.ratio",
                        "engine.hot.ratio",
                        "growth.ratio",
                        "reference.tpcb.8",
                        "outbox.lag.p99.ms");
        assertThat(results.figures().figures().values()).allMatch(figure -> figure.median() > 0);
        assertThat(results.machine().get("postgresql")).contains("fsync=on", "synchronous_commit=on");
        assertThat(results.machine().get("kafka")).matches("broker [0-9.]+, clients [0-9.]+");
    }
}
