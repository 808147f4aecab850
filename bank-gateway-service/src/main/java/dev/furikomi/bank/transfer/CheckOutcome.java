package dev.furikomi.bank.transfer;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/** What S305 says. */
public sealed interface CheckOutcome {

    <T> T fold(Function<Requested, T> requested, Function<Refused, T> refused);

    /** All is right; {@code transfer-request} is on its way to the merchant. The same for a repeated call. */
    record Requested(UUID transferId, Instant requestedAt) implements CheckOutcome {
        @Override
        public <T> T fold(Function<Requested, T> requested, Function<Refused, T> refused) {
            return requested.apply(this);
        }
    }

    /** Something is not right; nothing was written, neither here nor by the caller's change. */
    record Refused(TransferRefusal refusal) implements CheckOutcome {
        @Override
        public <T> T fold(Function<Requested, T> requested, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
