package dev.furikomi.benchmarks.ledger;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.furikomi.bank.ledger.LedgerOrder;
import dev.furikomi.bank.ledger.Posting;
import dev.furikomi.bank.ledger.PostingEngine;
import dev.furikomi.bank.ledger.PostingOutcome;
import dev.furikomi.events.EventName;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import dev.furikomi.events.TransferCompleted;
import dev.furikomi.events.TransferInstruction;
import dev.furikomi.reliable.OutgoingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Keeps so many transfers in flight; each one that is done is followed by the next. */
public final class EngineLoad {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PostingEngine engine;
    private final int accounts;
    private final boolean hot;

    /** @param hot whether everyone pays account A0; otherwise payer and payee are drawn evenly */
    public EngineLoad(PostingEngine engine, int accounts, boolean hot) {
        this.engine = engine;
        this.accounts = accounts;
        this.hot = hot;
    }

    /**
     * What came of it.
     *
     * @param latencies in microseconds, corrected for what a closed loop leaves out
     */
    public record Result(double transfersPerSecond, Histogram latencies) {}

    public Result run(int inFlight, Duration span) throws InterruptedException {
        Loops loops = new Loops(System.nanoTime() + span.toNanos(), new CountDownLatch(inFlight));
        long began = System.nanoTime();
        for (int loop = 0; loop < inFlight; loop++) {
            loops.next();
        }
        if (!loops.running.await(span.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("The engine does not answer.");
        }
        Throwable failure = loops.failure.get();
        if (failure != null) {
            throw new IllegalStateException("A transfer failed.", failure);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        double rate = loops.done.sum() / seconds;
        Histogram measured = loops.latencies.getIntervalHistogram();
        long expectedMicroseconds = Math.max(1, Math.round(inFlight * 1e6 / rate));
        return new Result(rate, measured.copyCorrectedForCoordinatedOmission(expectedMicroseconds));
    }

    /** A transfer between two of the accounts, with the event that a completed one has. */
    public static LedgerOrder order(int accounts, boolean hot) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int payer = random.nextInt(1, accounts);
        int payee = hot ? 0 : random.nextInt(accounts);
        if (payee == payer) {
            payee = 0;
        }
        UUID id = UuidCreator.getTimeOrderedEpoch();
        Money amount = Money.ofMinor(random.nextInt(1, 1001), "JPY");
        TransferInstruction instruction = new TransferInstruction(
                id,
                id,
                "20261123-000001",
                "a-payment-request",
                "hanaya",
                "MNTOJPJT",
                new Party("Hanaya", "MNTOJPJT", "A" + payee),
                amount);
        OutgoingEvent event = new OutgoingEvent(
                EventName.TRANSFER_COMPLETED,
                "hanaya",
                id.toString(),
                1,
                new TransferCompleted(instruction, Instant.now()));
        return new LedgerOrder.Direct(new Posting(id, "A" + payer, "A" + payee, amount), List.of(event));
    }

    private final class Loops {
        private final long end;
        private final CountDownLatch running;
        private final LongAdder done = new LongAdder();
        private final Recorder latencies = new Recorder(3);
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Loops(long end, CountDownLatch running) {
            this.end = end;
            this.running = running;
        }

        void next() {
            long asked = System.nanoTime();
            if (asked >= end || failure.get() != null) {
                running.countDown();
                return;
            }
            engine.submit(order(accounts, hot)).subscribe().with(outcome -> answered(asked, outcome), this::fail);
        }

        private void answered(long asked, PostingOutcome outcome) {
            if (outcome instanceof PostingOutcome.Posted) {
                done.increment();
                latencies.recordValue((System.nanoTime() - asked) / 1000);
                next();
            } else {
                fail(new IllegalStateException("Not posted: " + outcome));
            }
        }

        private void fail(Throwable cause) {
            failure.compareAndSet(null, cause);
            running.countDown();
        }
    }
}
