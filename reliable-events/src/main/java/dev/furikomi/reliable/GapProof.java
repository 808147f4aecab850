package dev.furikomi.reliable;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Proves which gaps stay empty, in three steps: note the highest id read and who may be writing now; wait until each of
 * these has ended; after one more read, what is still a gap up to that id was rolled back.
 *
 * <p>All ids up to the noted one had been given out, each to a transaction that held the table's lock by then.
 */
final class GapProof {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final OutboxTable table;
    private final OpenIds open;
    private final Signal signal;
    private @Nullable CompletableFuture<List<String>> asked;
    private long askedAtNanos = System.nanoTime() - PAUSE.toNanos();
    private @Nullable Set<String> awaited;
    private long upTo;
    private boolean ended;

    GapProof(OutboxTable table, OpenIds open, Signal signal) {
        this.table = table;
        this.open = open;
        this.signal = signal;
    }

    /** Goes as far as it can without waiting. */
    void advance() {
        CompletableFuture<List<String>> answer = asked;
        if (answer != null && answer.isDone()) {
            asked = null;
            note(answer.join());
        }
        if (asked == null && !ended && open.hasGaps() && System.nanoTime() - askedAtNanos >= PAUSE.toNanos()) {
            askedAtNanos = System.nanoTime();
            if (awaited == null) {
                upTo = open.highest();
            }
            asked = Async.start(table.writers(), signal);
        }
    }

    /** Whether a read that is begun now shows what of the gaps can still come. */
    boolean isReadyForTheLastRead() {
        return ended;
    }

    /** After that read, if it was not cut short. */
    void close() {
        open.closeUpTo(upTo);
        ended = false;
        awaited = null;
    }

    /** How long the relay may sleep at most, for the sake of the proof. */
    boolean isUnderWay() {
        return open.hasGaps();
    }

    private void note(List<String> writers) {
        Set<String> left = new HashSet<>(writers);
        if (awaited != null) {
            left.retainAll(awaited);
        }
        awaited = left;
        ended = left.isEmpty();
    }
}
