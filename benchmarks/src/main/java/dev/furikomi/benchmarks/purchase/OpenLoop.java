package dev.furikomi.benchmarks.purchase;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntToLongFunction;

/** Sends each request when it is due, however long the earlier ones take: what is slow delays nothing that comes after it. */
public final class OpenLoop {

    private static final long LEAD = TimeUnit.MILLISECONDS.toNanos(20);

    private OpenLoop() {}

    /** Sends one request without waiting for its answer. */
    public interface Sender {

        /** @param intended when it was due, on the clock of {@link System#nanoTime}; now or a little before */
        void send(int index, long intended);
    }

    /**
     * Returns when all are sent, or none is wanted any more.
     *
     * @param offsets nanoseconds from the start to the n-th request, rising
     */
    public static void run(int count, IntToLongFunction offsets, BooleanSupplier wanted, Sender sender) {
        long start = System.nanoTime() + LEAD;
        for (int index = 0; index < count && wanted.getAsBoolean(); index++) {
            long intended = start + offsets.applyAsLong(index);
            for (long left = intended - System.nanoTime(); left > 0; left = intended - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            sender.send(index, intended);
        }
    }
}
