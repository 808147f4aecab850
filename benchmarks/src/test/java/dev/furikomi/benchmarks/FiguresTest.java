package dev.furikomi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            rounds,      median, min, max
            3,           3,      3,   3
            1 9 5,       5,      1,   9
            1 9 5 7,     6,      1,   9
            """)
    void tellTheMiddleAndTheRangeOfTheRounds(String rounds, double median, double min, double max) {
        Figures figures = new Figures();
        for (String round : rounds.split(" ")) {
            figures.record("rate", "1/s", Double.parseDouble(round));
        }

        Figure rate = figures.figures().get("rate");
        assertThat(rate.median()).isEqualTo(median);
        assertThat(rate.min()).isEqualTo(min);
        assertThat(rate.max()).isEqualTo(max);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            target,  value, verdict
            GROWTH,  0.69,  missed
            GROWTH,  0.7,   reached
            GROWTH,  0.95,  aim reached
            LATENCY, 101,   missed
            LATENCY, 100,   reached
            LATENCY, 30,    aim reached
            """)
    void areHeldAgainstWhatWasToBeReached(Target target, double value, String verdict) {
        assertThat(target.verdict(value)).isEqualTo(verdict);
    }

    @Test
    void keepTheNamesThatOthersReadThemBy() {
        assertThat(Target.values())
                .extracting(Target::figure)
                .containsExactly(
                        "engine.random.ratio",
                        "engine.hot.ratio",
                        "acceptance.rate",
                        "purchase.hashing.ratio",
                        "latency.p99.half.ms",
                        "growth.ratio",
                        "outbox.lag.p99.ms");
    }
}
