package dev.furikomi.bank.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What became of an acceptance (S110). */
public sealed interface AcceptanceOutcome {

    /** The money is reserved and {@code transfer-accepted} is on its way. */
    record Accepted(UUID transferId, Instant acceptedAt) implements AcceptanceOutcome {}

    /** This transfer was accepted before; nothing was written now. */
    record Replayed(UUID transferId, TransferStatus status) implements AcceptanceOutcome {}

    /** Nothing is reserved; nothing was written, neither here nor in the window. */
    record Refused(TransferRefusal refusal) implements AcceptanceOutcome {}

    /** The window went on meanwhile; nothing was written. */
    record TurnLost() implements AcceptanceOutcome {}

    /** More is waiting than the bank takes on; nothing was written, the same call may come again. */
    record Busy(Duration retryAfter) implements AcceptanceOutcome {}
}
