package dev.furikomi.bank.batch;

import java.time.Duration;

/** How long the statements of a transaction wait for each row that somebody else has locked. */
public record LockWait(Duration longest) {

    /** Enough for a row that is free, and next to nothing else: to find out who is locked. */
    static final LockWait HARDLY = new LockWait(Duration.ofMillis(5));

    /** In the words of the database. */
    String statement() {
        return "set local lock_timeout = '" + longest.toMillis() + "ms'";
    }
}
