package dev.furikomi.benchmarks.purchase;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Many callers at once, each doing one thing after the other. */
final class Concurrently {

    private static final int CALLERS = 24;

    private Concurrently() {}

    /** The results in the order of the inputs; the first failure ends everything. */
    static <T, R> List<R> map(List<T> inputs, Function<T, R> work) {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<R>> results = inputs.stream()
                    .map(input -> threads.submit(() -> work.apply(input)))
                    .toList();
            return results.stream().map(Concurrently::get).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static <R> R get(Future<R> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
