package dev.furikomi.benchmarks.outbox;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Goes on until the JVM has compiled most of what runs. A fixed number of transfers is over too soon on few processors,
 * and then the compiler takes half of them from what is measured.
 */
final class WarmUp {

    /** Of one processor, over one go. */
    private static final double QUIET = 0.08;

    private WarmUp() {}

    /** What is to be warm; the same as what will be measured. */
    interface Go {

        void run() throws InterruptedException;
    }

    /** Returns how much of one processor the compilers took in the last go. */
    static double until(Duration atMost, Go go) throws InterruptedException {
        return until(atMost, ManagementFactory.getCompilationMXBean()::getTotalCompilationTime, go);
    }

    static double until(Duration atMost, LongSupplier compiledMilliseconds, Go go) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        double share;
        do {
            long began = System.nanoTime();
            long before = compiledMilliseconds.getAsLong();
            go.run();
            share = (compiledMilliseconds.getAsLong() - before) * 1e6 / (System.nanoTime() - began);
        } while (share > QUIET && System.nanoTime() - end < 0);
        return share;
    }
}
