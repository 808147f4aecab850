package dev.furikomi.benchmarks.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the load counts, and when it sends. */
class LoadTest {

    @Test
    void customersComeAtTheWantedRateAndInOrder() {
        long[] offsets = PoissonArrivals.offsets(20_000, 500, 1);

        assertThat(offsets).isSorted();
        assertThat(offsets[0]).isPositive();
        assertThat(20_000 * 1e9 / offsets[19_999]).isCloseTo(500, within(15.0));
    }

    @Test
    void customersKnowNothingOfEachOther() {
        long[] offsets = PoissonArrivals.offsets(20_000, 500, 2);
        double mean = offsets[19_999] / 20_000.0;
        double variance = IntStream.range(1, offsets.length)
                .mapToDouble(i -> Math.pow(offsets[i] - offsets[i - 1] - mean, 2))
                .average()
                .orElseThrow();

        // Of an exponential distribution the standard deviation is the mean.
        assertThat(Math.sqrt(variance) / mean).isCloseTo(1, within(0.05));
    }

    @Test
    void eachRoundHasArrivalsOfItsOwn() {
        assertThat(PoissonArrivals.offsets(10, 500, 1))
                .isEqualTo(PoissonArrivals.offsets(10, 500, 1))
                .isNotEqualTo(PoissonArrivals.offsets(10, 500, 2));
    }

    @Test
    void theRateIsFromTheFirstSentToTheLastSeenOnKafka() {
        List<AcceptanceLoad.Sample> samples = List.of(
                new AcceptanceLoad.Sample(1_000_000_000L, 1_200_000_000L, true, 3_000_000_000L),
                new AcceptanceLoad.Sample(2_000_000_000L, 4_900_000_000L, true, 2_100_000_000L),
                new AcceptanceLoad.Sample(1_500_000_000L, 1_600_000_000L, false, 1_700_000_000L));

        assertThat(LoadedBank.rate(samples)).isEqualTo(1.5);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # span ms, per second, at most, size
            2000,      1000,       2500,    2000
            8000,      1000,       2500,    2500
            100,       10,         2500,    20
            """)
    void theSizeFollowsFromTimeAndRate(long span, double perSecond, int sizeMax, int size) {
        assertThat(LoadedBank.size(Duration.ofMillis(span), perSecond, sizeMax)).isEqualTo(size);
    }

    @Test
    void countsWhatEndedInTheTimeAndWaitsForTheRest() {
        AtomicInteger numbers = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();

        double rate = new PurchaseLoad(2, number -> {
                    LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
                    ended.incrementAndGet();
                })
                .run(numbers, Duration.ofMillis(100), Duration.ofMillis(500));

        assertThat(ended).hasValue(numbers.get());
        assertThat(rate).isPositive().isLessThanOrEqualTo(ended.get() / 0.5);
    }

    @Test
    void aRefusedPurchaseFailsTheLoadWithWhatWasSaid() {
        PurchaseLoad load = new PurchaseLoad(2, number -> {
            throw new RefusedException("the bank refused POST /v1/windows: 422 merchant-unknown");
        });

        assertThatThrownBy(() -> load.run(new AtomicInteger(), Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("merchant-unknown");
    }
}
