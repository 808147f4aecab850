package dev.furikomi.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What a run found, and where.
 *
 * @param span how long one measurement took
 */
public record BenchResults(
        Figures figures, Map<String, String> machine, Instant at, int rounds, Duration span, boolean quick) {

    public double secondsEach() {
        return span.toMillis() / 1000.0;
    }
}
