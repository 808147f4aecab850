package dev.furikomi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.furikomi.benchmarks.purchase.PurchaseScenarios;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The real services under a load so short that its figures mean nothing; every call is made, and the books are right. */
class PurchaseSmokeTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void measuresAcceptanceWholePurchasesAndLatency() {
        assumeTrue(
                Stream.of("bank-gateway-service", "order-service", "catalog-service")
                        .allMatch(service ->
                                Files.exists(ROOT.resolve(service).resolve("target/quarkus-app/quarkus-run.jar"))),
                "the services are not packaged: mvn package");

        BenchResults results = new BenchRun(
                        ROOT,
                        PurchaseScenarios.all(),
                        1,
                        Duration.ofMillis(200),
                        true,
                        new Progress(new PrintStream(PrintStream.nullOutputStream())))
                .run();

        assertThat(results.figures().figures())
                .containsKeys(
                        "acceptance.rate",
                        "purchase.rate",
                        "purchase.hashing.ceiling",
                        "purchase.hashing.ratio",
                        "latency.p99.half.ms");
        assertThat(results.figures().latest("acceptance.rate")).isPositive();
        assertThat(results.figures().latest("latency.p99.half.ms")).isPositive();
        assertThat(results.figures().histograms()).containsKeys("latency.fifth", "latency.half", "latency.most");
    }
}
