package dev.furikomi.benchmarks.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private final AtomicInteger goes = new AtomicInteger();

    @Test
    void goesOnWhileTheCompilerIsBusyAndEndsWhenItIsQuiet() throws InterruptedException {
        double compiling = WarmUp.until(Duration.ofMinutes(1), () -> 1_000L * Math.min(goes.get(), 3), this::go);

        assertThat(goes).hasValue(4);
        assertThat(compiling).isZero();
    }

    @Test
    void endsInTimeThoughTheCompilerIsBusyAndTellsSo() throws InterruptedException {
        double compiling = WarmUp.until(Duration.ofMillis(20), () -> 1_000L * goes.get(), this::go);

        assertThat(goes.get()).isBetween(1, 10);
        assertThat(compiling).isGreaterThan(0.08);
    }

    private void go() {
        goes.incrementAndGet();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
}
