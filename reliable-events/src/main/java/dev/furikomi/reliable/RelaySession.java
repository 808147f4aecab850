package dev.furikomi.reliable;

import dev.furikomi.reliable.EventSender.SignedEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishing with one producer and one reading connection, from taking the lease until something fails: while events
 * are being acknowledged, the next ones are read, signed and sent, and acknowledged ones are deleted.
 *
 * <p>Used by one thread, which waits for nothing but the signal. What was read is sent in the order of ids; events of
 * one aggregate have ids in the order of their commits, as its transactions lock the aggregate before they write.
 */
final class RelaySession implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RelaySession.class);
    private static final int SIGNED_AT_A_TIME = 32;
    private static final int VACUUM_EVERY = 50_000;
    private static final Duration PROOF_PAUSE = Duration.ofMillis(50);
    /** Deleting is nobody's wait, but each deletion takes processor time from reading and sending. */
    private static final Duration BETWEEN_DELETIONS = Duration.ofMillis(50);

    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final RelaySettings settings;
    private final OutboxTable table;
    private final OutboxLease lease;
    private final EventSender sender;
    private final EventHeaders headers;
    private final Executor signers;
    private final PausedTopics paused;
    private final Signal signal;

    private final Duration longestWait;
    private final Deque<CompletableFuture<List<SignedEvent>>> signing = new ArrayDeque<>();
    private final List<Long> published = new ArrayList<>();
    private OpenIds open = new OpenIds();
    private GapProof proof;
    private int inFlight;
    private boolean moreToRead = true;
    private boolean startOver;
    private boolean lastReadOfGaps;
    private int limit;
    private int deletedSinceVacuum;
    private long readAtNanos = System.nanoTime();
    private long deletedAtNanos = System.nanoTime() - BETWEEN_DELETIONS.toNanos();
    private @Nullable CompletableFuture<List<PendingEvent>> reading;
    private @Nullable CompletableFuture<Void> deleting;
    private int deletingCount;
    private @Nullable CompletableFuture<Boolean> renewing;
    private @Nullable CompletableFuture<Void> vacuuming;

    RelaySession(
            RelaySettings settings,
            OutboxTable table,
            OutboxLease lease,
            EventSender sender,
            EventHeaders headers,
            Executor signers,
            PausedTopics paused,
            Signal signal) {
        this.settings = settings;
        this.table = table;
        this.lease = lease;
        this.sender = sender;
        this.headers = headers;
        this.signers = signers;
        this.paused = paused;
        this.signal = signal;
        this.proof = new GapProof(table, open, signal);
        Duration leaseCare = settings.lease().dividedBy(10);
        this.longestWait = leaseCare.compareTo(settings.pollInterval()) < 0 ? leaseCare : settings.pollInterval();
    }

    /** Publishes while it is asked to and the lease is trusted; then what is on its way may arrive. */
    void run(BooleanSupplier running) throws InterruptedException, SendFailedException {
        while (running.getAsBoolean() && lease.isTrusted()) {
            step(true);
            signal.await(proof.isUnderWay() || !published.isEmpty() ? PROOF_PAUSE : longestWait);
        }
        long end = System.nanoTime() + FAREWELL.toNanos();
        while (inFlight > 0 && lease.isTrusted() && System.nanoTime() - end < 0) {
            step(false);
            signal.await(PROOF_PAUSE);
        }
    }

    private void step(boolean withReading) throws SendFailedException {
        renew();
        takeAnswers();
        delete();
        vacuum();
        if (withReading) {
            takeRead();
            proof.advance();
            read();
        }
        send();
    }

    private void renew() {
        if (isDone(renewing)) {
            result(renewing);
            renewing = null;
        }
        if (renewing == null && lease.isDue()) {
            renewing = Async.start(lease.ask(), signal);
        }
    }

    private void takeAnswers() throws SendFailedException {
        published.addAll(sender.takeAcknowledged());
        sender.throwFailure();
    }

    private void delete() {
        if (isDone(deleting)) {
            result(deleting);
            deleting = null;
            inFlight -= deletingCount;
            deletedSinceVacuum += deletingCount;
        }
        if (deleting == null && isDeletingWorthWhile()) {
            deletingCount = published.size();
            deletedAtNanos = System.nanoTime();
            deleting = Async.start(table.delete(published), signal);
            published.clear();
        }
    }

    private boolean isDeletingWorthWhile() {
        return published.size() >= settings.batchSize()
                || !published.isEmpty() && System.nanoTime() - deletedAtNanos >= BETWEEN_DELETIONS.toNanos();
    }

    private void vacuum() {
        if (isDone(vacuuming)) {
            vacuuming = null;
        }
        if (vacuuming == null && deletedSinceVacuum >= VACUUM_EVERY) {
            deletedSinceVacuum = 0;
            vacuuming = Async.start(table.vacuum(), signal);
        }
    }

    private void read() {
        if (paused.endPauses()) {
            startOver = true;
        }
        if (reading != null || startOver && !beginAnew()) {
            return;
        }
        limit = Math.min(settings.inFlight() - inFlight, settings.batchSize());
        if (limit > 0 && isReadingWorthWhile()) {
            moreToRead = false;
            lastReadOfGaps = proof.isReadyForTheLastRead();
            readAtNanos = System.nanoTime();
            reading = Async.start(table.read(open, limit), signal);
        }
    }

    private boolean isReadingWorthWhile() {
        return signal.takeCommit()
                || moreToRead
                || proof.isReadyForTheLastRead()
                || System.nanoTime() - readAtNanos >= settings.pollInterval().toNanos();
    }

    /** Rows that were passed over can only be told from rows in flight once nothing is in flight. */
    private boolean beginAnew() {
        if (inFlight > 0) {
            return false;
        }
        open = new OpenIds();
        proof = new GapProof(table, open, signal);
        startOver = false;
        moreToRead = true;
        return true;
    }

    private void takeRead() {
        if (!isDone(reading)) {
            return;
        }
        List<PendingEvent> events = result(reading);
        reading = null;
        long highestBefore = open.highest();
        int fromGaps = 0;
        List<PendingEvent> wanted = new ArrayList<>(events.size());
        for (PendingEvent event : events) {
            fromGaps += event.id() <= highestBefore ? 1 : 0;
            open.read(event.id());
            if (!paused.isPaused(event.topic())) {
                wanted.add(event);
            }
        }
        if (lastReadOfGaps && fromGaps < limit) {
            proof.close();
        }
        moreToRead |= events.size() >= limit;
        inFlight += wanted.size();
        sign(wanted);
    }

    /** A few at once on this thread, which is quickest; many on all signers. */
    private void sign(List<PendingEvent> events) {
        for (int from = 0; from < events.size(); from += SIGNED_AT_A_TIME) {
            List<PendingEvent> some = events.subList(from, Math.min(from + SIGNED_AT_A_TIME, events.size()));
            signing.add(
                    events.size() <= SIGNED_AT_A_TIME
                            ? CompletableFuture.completedFuture(signed(some))
                            : Async.start(
                                    Uni.createFrom().item(() -> signed(some)).runSubscriptionOn(signers), signal));
        }
    }

    private List<SignedEvent> signed(List<PendingEvent> events) {
        List<SignedEvent> signed = new ArrayList<>(events.size());
        for (PendingEvent event : events) {
            signed.add(SignedEvent.of(event, headers));
        }
        return signed;
    }

    private void send() throws SendFailedException {
        while (isDone(signing.peek())) {
            for (SignedEvent event : result(signing.remove())) {
                if (!lease.isTrusted()) {
                    return;
                }
                sender.send(event);
                paused.taken(event.record().topic());
            }
        }
    }

    /** Gives up what is on its way and deletes what has arrived, so that it is not sent again. */
    @Override
    public void close() {
        sender.close();
        published.addAll(sender.takeAcknowledged());
        // Each by itself: that one deletion failed is no reason to have the next events sent once more, too.
        atTheEnd(() -> {
            if (deleting != null) {
                deleting.join();
            }
        });
        atTheEnd(() -> {
            if (!published.isEmpty()) {
                table.delete(published).await().atMost(OutboxTable.PATIENCE);
            }
        });
        atTheEnd(() -> {
            if (renewing != null) {
                renewing.join();
            }
        });
    }

    private static void atTheEnd(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException away) {
            LOG.debugf("Published events may be sent once more: %s", away);
        }
    }

    private static boolean isDone(@Nullable CompletableFuture<?> work) {
        return work != null && work.isDone();
    }

    private static <T> T result(@Nullable CompletableFuture<T> work) {
        try {
            return Objects.requireNonNull(work).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
