package dev.furikomi.benchmarks.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

    @Test
    void nothingIsSentBeforeItIsDue() {
        List<Long> late = new ArrayList<>();

        OpenLoop.run(
                20,
                index -> index * 3 * MILLISECOND,
                () -> true,
                (index, intended) -> late.add(System.nanoTime() - intended));

        assertThat(late).hasSize(20).allMatch(nanoseconds -> nanoseconds >= 0);
    }

    @Test
    void aSlowRequestCountsAgainstThoseThatWereDueMeanwhile() {
        List<Long> due = new ArrayList<>();
        List<Long> sent = new ArrayList<>();

        OpenLoop.run(5, index -> index * MILLISECOND, () -> true, (index, intended) -> {
            due.add(intended);
            sent.add(System.nanoTime());
            if (index == 0) {
                LockSupport.parkNanos(50 * MILLISECOND);
            }
        });

        assertThat(due.get(1) - due.get(0)).isEqualTo(MILLISECOND);
        assertThat(sent.get(1) - due.get(1)).isGreaterThan(40 * MILLISECOND);
    }

    @Test
    void endsWhenNothingIsWantedAnyMore() {
        List<Integer> sent = new ArrayList<>();

        OpenLoop.run(100, index -> 0, () -> sent.size() < 3, (index, intended) -> sent.add(index));

        assertThat(sent).containsExactly(0, 1, 2);
    }
}
