package dev.furikomi.bank.batch;

import java.time.Duration;

/**
 * How a {@link Batcher} works.
 *
 * @param lanes how many batches may be under way at once
 * @param sizeMax how many requests one batch takes at most
 * @param queueMax how many requests may wait; past it they hear busy
 * @param retryAfter when who heard busy should come again
 */
public record BatchConfig(int lanes, int sizeMax, int queueMax, Duration retryAfter) {

    public BatchConfig {
        if (lanes < 1 || sizeMax < 1 || queueMax < 1) {
            throw new IllegalArgumentException("A batch needs a lane, a size and a queue of at least one.");
        }
    }
}
