package dev.furikomi.bank.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A customer's limits on one of the bank's days. */
record DayLimit(CustomerLimit limit, LocalDate today) {

    /** Why this amount may not be sent, or null. */
    @Nullable
    DeclineReason decline(long amountMinor) {
        if (!limit.permitsTransfer(amountMinor)) {
            return DeclineReason.TRANSFER_LIMIT_EXCEEDED;
        }
        return limit.permitsOn(today, amountMinor) ? null : DeclineReason.DAY_LIMIT_EXCEEDED;
    }
}
