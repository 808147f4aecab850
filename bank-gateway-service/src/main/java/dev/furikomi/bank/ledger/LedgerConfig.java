package dev.furikomi.bank.ledger;

import dev.furikomi.bank.batch.BatchConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.ZoneId;

/** How the bank's books are kept. */
@ConfigMapping(prefix = "bank.ledger")
public interface LedgerConfig {

    /** Where the bank's day begins: the day of limits and statements. */
    @WithDefault("Asia/Tokyo")
    ZoneId timeZone();

    /** How many batches of ledger orders may be under way at once. */
    @WithDefault("2")
    int lanes();

    /** How many requests one batch takes at most. */
    @WithDefault("256")
    int batchSize();

    /** How many requests may wait; beyond that the answer is 503 with Retry-After. */
    @WithDefault("10000")
    int queue();

    /** When who heard "busy" should come again. */
    @WithDefault("1s")
    Duration retryAfter();

    /** How long a batch waits for a row that somebody else has locked; whose row it is then hears 503 with Retry-After. */
    @WithDefault("3s")
    Duration lockTimeout();

    /**
     * How long a batch may take before its lane goes on without it. Whether it is committed is then unknown: its callers
     * hear 503 and ask again with the same id.
     */
    @WithDefault("10s")
    Duration deadline();

    default BatchConfig batches() {
        return batches(lanes());
    }

    /** The same for batches of another kind. */
    default BatchConfig batches(int lanes) {
        return new BatchConfig(lanes, batchSize(), queue(), retryAfter(), lockTimeout(), deadline());
    }
}
