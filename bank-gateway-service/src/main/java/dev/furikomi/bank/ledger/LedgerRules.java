package dev.furikomi.bank.ledger;

import dev.furikomi.bank.ledger.PostingOutcome.Declined;
import dev.furikomi.bank.ledger.PostingOutcome.Posted;
import dev.furikomi.bank.ledger.PostingOutcome.Replayed;
import dev.furikomi.bank.ledger.PostingOutcome.Reserved;
import dev.furikomi.bank.ledger.PostingOutcome.Voided;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides, from what is known under the accounts' locks, and touches nothing. */
final class LedgerRules {

    private LedgerRules() {}

    /** Posts at once. */
    static PostingOutcome direct(
            Posting posting,
            @Nullable LedgerTransfer existing,
            @Nullable LedgerAccount debit,
            @Nullable LedgerAccount credit,
            @Nullable DayLimit limit) {
        PostingOutcome refusal = refusal(posting, false, existing, debit, credit, limit);
        if (refusal != null) {
            return refusal;
        }
        // refusal() has declined unknown accounts.
        if (credit != null && !credit.canBeCredited(posting.amount().amountMinor())) {
            return new Declined(posting.transferId(), DeclineReason.BALANCE_TOO_LARGE);
        }
        return new Posted(posting.transferId());
    }

    /** Reserves; whether the credit fits is asked when it is posted. */
    static PostingOutcome reserve(
            Posting posting,
            @Nullable LedgerTransfer existing,
            @Nullable LedgerAccount debit,
            @Nullable LedgerAccount credit,
            @Nullable DayLimit limit) {
        PostingOutcome refusal = refusal(posting, true, existing, debit, credit, limit);
        return refusal != null ? refusal : new Reserved(posting.transferId());
    }

    /** Posts what was reserved: the payer's side was settled then, so only the payee can refuse. */
    static PostingOutcome post(UUID transferId, @Nullable LedgerTransfer existing, @Nullable LedgerAccount credit) {
        if (existing == null || credit == null) {
            return new Declined(transferId, DeclineReason.TRANSFER_UNKNOWN);
        }
        return switch (existing.status()) {
            case POSTED -> new Replayed(transferId, LedgerStatus.POSTED);
            case VOIDED -> new Declined(transferId, DeclineReason.TRANSFER_VOIDED);
            case RESERVED -> postReserved(existing, credit);
        };
    }

    static PostingOutcome voidReservation(UUID transferId, @Nullable LedgerTransfer existing) {
        if (existing == null) {
            return new Declined(transferId, DeclineReason.TRANSFER_UNKNOWN);
        }
        return switch (existing.status()) {
            case POSTED -> new Declined(transferId, DeclineReason.TRANSFER_POSTED);
            case VOIDED -> new Replayed(transferId, LedgerStatus.VOIDED);
            case RESERVED -> new Voided(transferId);
        };
    }

    private static PostingOutcome postReserved(LedgerTransfer existing, LedgerAccount credit) {
        if (credit.state() == AccountState.CLOSED) {
            return new Declined(existing.id(), DeclineReason.CREDIT_ACCOUNT_CLOSED);
        }
        if (!credit.canBeCredited(existing.amount().amountMinor())) {
            return new Declined(existing.id(), DeclineReason.BALANCE_TOO_LARGE);
        }
        return new Posted(existing.id());
    }

    private static @Nullable PostingOutcome refusal(
            Posting posting,
            boolean twoPhase,
            @Nullable LedgerTransfer existing,
            @Nullable LedgerAccount debit,
            @Nullable LedgerAccount credit,
            @Nullable DayLimit limit) {
        DeclineReason malformed = malformed(posting);
        if (malformed != null) {
            return new Declined(posting.transferId(), malformed);
        }
        if (existing != null) {
            return existing.isSameAs(posting, twoPhase)
                    ? new Replayed(existing.id(), existing.status())
                    : new Declined(existing.id(), DeclineReason.TRANSFER_ID_REUSED);
        }
        DeclineReason reason = decline(posting, debit, credit, limit);
        return reason == null ? null : new Declined(posting.transferId(), reason);
    }

    static @Nullable DeclineReason malformed(Posting posting) {
        long amountMinor = posting.amount().amountMinor();
        if (amountMinor <= 0) {
            return DeclineReason.AMOUNT_NOT_POSITIVE;
        }
        if (amountMinor > Posting.AMOUNT_MINOR_MAX) {
            return DeclineReason.AMOUNT_TOO_LARGE;
        }
        return posting.debitAccount().equals(posting.creditAccount()) ? DeclineReason.SAME_ACCOUNT : null;
    }

    private static @Nullable DeclineReason decline(
            Posting posting, @Nullable LedgerAccount debit, @Nullable LedgerAccount credit, @Nullable DayLimit limit) {
        if (debit == null) {
            return DeclineReason.DEBIT_ACCOUNT_UNKNOWN;
        }
        if (credit == null) {
            return DeclineReason.CREDIT_ACCOUNT_UNKNOWN;
        }
        String currency = posting.amount().currencyCode();
        if (!debit.currency().equals(currency) || !credit.currency().equals(currency)) {
            return DeclineReason.CURRENCY_MISMATCH;
        }
        if (debit.state() == AccountState.CLOSED) {
            return DeclineReason.DEBIT_ACCOUNT_CLOSED;
        }
        if (debit.state() == AccountState.BLOCKED) {
            return DeclineReason.DEBIT_ACCOUNT_BLOCKED;
        }
        if (credit.state() == AccountState.CLOSED) {
            return DeclineReason.CREDIT_ACCOUNT_CLOSED;
        }
        long amountMinor = posting.amount().amountMinor();
        DeclineReason overLimit = limit == null ? null : limit.decline(amountMinor);
        if (overLimit != null) {
            return overLimit;
        }
        if (amountMinor > debit.availableMinor()) {
            return DeclineReason.BALANCE_INSUFFICIENT;
        }
        return debit.canReserve(amountMinor) ? null : DeclineReason.RESERVATIONS_TOO_LARGE;
    }
}
