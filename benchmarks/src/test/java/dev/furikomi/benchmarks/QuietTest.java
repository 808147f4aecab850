package dev.furikomi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class QuietTest {

    private final Deque<Map<Long, Duration>> looks = new ArrayDeque<>();

    @Test
    void waitsUntilAllProcessesTogetherAreNearlyIdle() throws InterruptedException {
        looks.addAll(List.of(
                Map.of(1L, millis(0), 2L, millis(0)),
                Map.of(1L, millis(15), 2L, millis(15)),
                Map.of(1L, millis(16), 2L, millis(16)),
                Map.of(1L, millis(500), 2L, millis(500))));

        Quiet.await(Duration.ofSeconds(20), looks::remove);

        assertThat(looks).hasSize(1);
    }

    @Test
    void aProcessThatHasBegunCountsWithAllItUsed() throws InterruptedException {
        looks.addAll(List.of(Map.of(), Map.of(7L, millis(200)), Map.of(7L, millis(200))));

        Quiet.await(Duration.ofSeconds(20), looks::remove);

        assertThat(looks).isEmpty();
    }

    @Test
    void goesOnAfterTheTimeThatItWasGiven() throws InterruptedException {
        looks.addAll(List.of(Map.of(1L, millis(0)), Map.of(1L, millis(250)), Map.of(1L, millis(500))));

        Quiet.await(Duration.ofMillis(300), looks::remove);

        assertThat(looks).isEmpty();
    }

    private static Duration millis(long count) {
        return Duration.ofMillis(count);
    }
}
