package dev.furikomi.benchmarks.outbox;

import dev.furikomi.bank.ledger.LedgerOrder;
import dev.furikomi.bank.ledger.PostingEngine;
import dev.furikomi.bank.ledger.PostingOutcome;
import dev.furikomi.benchmarks.ledger.EngineLoad;
import dev.furikomi.benchmarks.purchase.Arrivals;
import dev.furikomi.benchmarks.purchase.OpenLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts transfers and waits until the event of each is visible. */
final class OutboxLoad {

    private static final int PATIENCE_SECONDS = 60;

    private final PostingEngine engine;
    private final Arrivals visible;
    private final int accounts;

    OutboxLoad(PostingEngine engine, Arrivals visible, int accounts) {
        this.engine = engine;
        this.visible = visible;
        this.accounts = accounts;
    }

    /**
     * One transfer, in nanoseconds of {@link System#nanoTime}.
     *
     * @param intended when it was to be submitted
     * @param answered when the engine had committed it and said so
     * @param handedOver when the relay had read and signed its event
     * @param visible when the consumer had its event
     */
    record Sample(long intended, long answered, long handedOver, long visible) {}

    /** As fast as it goes, with so many in flight. */
    List<Sample> closed(int count, int inFlight) throws InterruptedException {
        Semaphore free = new Semaphore(inFlight);
        List<CompletableFuture<Sample>> samples = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            free.acquire();
            samples.add(submit(System.nanoTime(), free::release));
        }
        return all(samples);
    }

    /** Each at its time, however long the earlier ones take. */
    List<Sample> open(long[] offsets) throws InterruptedException {
        List<CompletableFuture<Sample>> samples = new ArrayList<>(offsets.length);
        OpenLoop.run(
                offsets.length,
                index -> offsets[index],
                () -> true,
                (index, intended) -> samples.add(submit(intended, () -> {})));
        return all(samples);
    }

    private CompletableFuture<Sample> submit(long intended, Runnable answered) {
        LedgerOrder order = EngineLoad.order(accounts, false);
        String key = order.transferId().toString();
        CompletableFuture<Long> arrival = visible.of(key);
        CompletableFuture<Sample> sample = new CompletableFuture<>();
        engine.submit(order)
                .subscribe()
                .with(
                        outcome -> {
                            long now = System.nanoTime();
                            answered.run();
                            if (outcome instanceof PostingOutcome.Posted) {
                                arrival.thenAccept(
                                        at -> sample.complete(new Sample(intended, now, HandedOver.of(key), at)));
                            } else {
                                sample.completeExceptionally(new IllegalStateException("Not posted: " + outcome));
                            }
                        },
                        failure -> {
                            answered.run();
                            sample.completeExceptionally(failure);
                        });
        return sample;
    }

    private static List<Sample> all(List<CompletableFuture<Sample>> samples) throws InterruptedException {
        try {
            CompletableFuture.allOf(samples.toArray(CompletableFuture[]::new)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return samples.stream().map(CompletableFuture::join).toList();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("A transfer failed.", failure.getCause());
        } catch (TimeoutException late) {
            throw new IllegalStateException(
                    samples.stream().filter(each -> !each.isDone()).count() + " of " + samples.size()
                            + " events were not visible after " + PATIENCE_SECONDS + " s",
                    late);
        }
    }
}
