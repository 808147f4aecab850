package dev.furikomi.bank.transfer;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/** What became of an acceptance (S110). */
public sealed interface AcceptanceOutcome {

    <T> T fold(Function<Accepted, T> accepted, Function<Replayed, T> replayed, Function<Refused, T> refused);

    /** The money is reserved and {@code transfer-accepted} is on its way. */
    record Accepted(UUID transferId, Instant acceptedAt) implements AcceptanceOutcome {
        @Override
        public <T> T fold(
                Function<Accepted, T> accepted, Function<Replayed, T> replayed, Function<Refused, T> refused) {
            return accepted.apply(this);
        }
    }

    /** This transfer was accepted before; nothing was written now. */
    record Replayed(UUID transferId, TransferStatus status) implements AcceptanceOutcome {
        @Override
        public <T> T fold(
                Function<Accepted, T> accepted, Function<Replayed, T> replayed, Function<Refused, T> refused) {
            return replayed.apply(this);
        }
    }

    /** Nothing is reserved; nothing was written, neither here nor by the caller's change. */
    record Refused(TransferRefusal refusal) implements AcceptanceOutcome {
        @Override
        public <T> T fold(
                Function<Accepted, T> accepted, Function<Replayed, T> replayed, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
