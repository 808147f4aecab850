package dev.furikomi.bank.batch;

import java.time.Duration;

/**
 * How a {@link Batcher} works.
 *
 * @param lanes how many batches may be under way at once
 * @param sizeMax how many requests one batch takes at most
 * @param queueMax how many requests may wait; past it they hear busy
 * @param retryAfter when who heard busy should come again
 * @param lockTimeout how long a batch waits for a row that somebody else has locked
 * @param deadline how long the lane waits for a batch; longer than the lock timeout
 */
public record BatchConfig(
        int lanes, int sizeMax, int queueMax, Duration retryAfter, Duration lockTimeout, Duration deadline) {

    public static final Duration USUAL_LOCK_TIMEOUT = Duration.ofSeconds(3);
    public static final Duration USUAL_DEADLINE = Duration.ofSeconds(10);

    public BatchConfig {
        if (lanes < 1 || sizeMax < 1 || queueMax < 1) {
            throw new IllegalArgumentException("A batch needs a lane, a size and a queue of at least one.");
        }
        if (lockTimeout.toMillis() < 1 || deadline.compareTo(lockTimeout) <= 0) {
            throw new IllegalArgumentException(
                    "A batch's deadline comes after its lock timeout, and both are positive.");
        }
    }

    /** With the usual patience. */
    public BatchConfig(int lanes, int sizeMax, int queueMax, Duration retryAfter) {
        this(lanes, sizeMax, queueMax, retryAfter, USUAL_LOCK_TIMEOUT, USUAL_DEADLINE);
    }
}
