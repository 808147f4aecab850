package dev.furikomi.benchmarks;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Waits until this process and all that it started are nearly idle. JVMs go on compiling for seconds after their load has
 * ended, and would take the processors from what is measured next.
 */
final class Quiet {

    /** Of one processor. */
    private static final double IDLE = 0.1;

    private static final Duration LOOK = Duration.ofMillis(250);

    private Quiet() {}

    static void await(Duration atMost) throws InterruptedException {
        await(atMost, Quiet::processorTimes);
    }

    /** @param processorTimes how long each process has used processors so far */
    static void await(Duration atMost, Supplier<Map<Long, Duration>> processorTimes) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        Map<Long, Duration> before = processorTimes.get();
        while (System.nanoTime() - end < 0) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            Map<Long, Duration> after = processorTimes.get();
            if (used(before, after).toNanos() < IDLE * LOOK.toNanos()) {
                return;
            }
            before = after;
        }
    }

    private static Duration used(Map<Long, Duration> before, Map<Long, Duration> after) {
        return after.entrySet().stream()
                .map(process -> process.getValue().minus(before.getOrDefault(process.getKey(), Duration.ZERO)))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Map<Long, Duration> processorTimes() {
        ProcessHandle self = ProcessHandle.current();
        return Stream.concat(Stream.of(self), self.descendants())
                .collect(Collectors.toMap(
                        ProcessHandle::pid,
                        process -> process.info().totalCpuDuration().orElse(Duration.ZERO)));
    }
}
