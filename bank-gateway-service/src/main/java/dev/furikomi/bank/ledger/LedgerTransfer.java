package dev.furikomi.bank.ledger;

import dev.furikomi.events.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transfer as it is written in the ledger.
 *
 * @param twoPhase reserved first and then posted or voided; otherwise posted at once
 */
public record LedgerTransfer(
        UUID id,
        String debitAccount,
        String creditAccount,
        Money amount,
        boolean twoPhase,
        LedgerStatus status,
        Instant createdAt,
        @Nullable Instant settledAt) {

    boolean isSameAs(Posting posting, boolean postedInTwoPhases) {
        return twoPhase == postedInTwoPhases
                && debitAccount.equals(posting.debitAccount())
                && creditAccount.equals(posting.creditAccount())
                && amount.equals(posting.amount());
    }

    LedgerTransfer settled(LedgerStatus newStatus, Instant at) {
        return new LedgerTransfer(id, debitAccount, creditAccount, amount, twoPhase, newStatus, createdAt, at);
    }
}
