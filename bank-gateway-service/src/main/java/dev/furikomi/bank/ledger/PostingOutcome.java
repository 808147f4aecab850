package dev.furikomi.bank.ledger;

import java.time.Duration;
import java.util.UUID;

/** What the ledger did with an order. */
public sealed interface PostingOutcome {

    UUID transferId();

    /** Debited and credited; final. */
    record Posted(UUID transferId) implements PostingOutcome {}

    /** Counts against the payer's available balance from now on. */
    record Reserved(UUID transferId) implements PostingOutcome {}

    /** The reservation is gone, nothing moved; final. */
    record Voided(UUID transferId) implements PostingOutcome {}

    /** The same was asked before; nothing was done now. */
    record Replayed(UUID transferId, LedgerStatus status) implements PostingOutcome {}

    /** Nothing was done and nothing was kept: the id may be used again. */
    record Declined(UUID transferId, DeclineReason reason) implements PostingOutcome {}

    /** More is waiting than the ledger takes on; nothing was done, ask again after that long. */
    record Busy(UUID transferId, Duration retryAfter) implements PostingOutcome {}
}
