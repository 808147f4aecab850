package dev.furikomi.benchmarks.purchase;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** So many customers at once, each buying again when the last purchase is paid. */
final class PurchaseLoad {

    private final int customers;
    private final IntConsumer purchase;

    /** {@code purchase} makes the purchase of that number, and returns when it is paid. */
    PurchaseLoad(int customers, IntConsumer purchase) {
        this.customers = customers;
        this.purchase = purchase;
    }

    /**
     * Runs until the time is over and all purchases that were begun are paid.
     *
     * @param lead how long the load runs before it is counted
     * @return purchases per second that ended within the time
     */
    double run(AtomicInteger numbers, Duration lead, Duration span) {
        long begin = System.nanoTime() + lead.toNanos();
        long end = begin + span.toNanos();
        AtomicInteger counted = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(customers);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < customers; i++) {
                all.add(threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        purchase.accept(numbers.getAndIncrement());
                        long now = System.nanoTime();
                        if (now >= begin && now < end) {
                            counted.incrementAndGet();
                        }
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
            return counted.get() * 1e9 / span.toNanos();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
