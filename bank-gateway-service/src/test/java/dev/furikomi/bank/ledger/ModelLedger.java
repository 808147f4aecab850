package dev.furikomi.bank.ledger;

import dev.furikomi.bank.ledger.PostingOutcome.Declined;
import dev.furikomi.bank.ledger.PostingOutcome.Posted;
import dev.furikomi.bank.ledger.PostingOutcome.Replayed;
import dev.furikomi.bank.ledger.PostingOutcome.Reserved;
import dev.furikomi.bank.ledger.PostingOutcome.Voided;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What the ledger ought to do, written down a second time and as plainly as can be: one order after the other, sums
 * without bound, nothing shared with the code under test but its vocabulary.
 */
final class ModelLedger {

    private static final BigInteger CEILING = BigInteger.valueOf(4_000_000_000_000_000_000L);
    private static final BigInteger LARGEST = BigInteger.valueOf(1_000_000_000_000_000L);

    final Map<String, ModelAccount> accounts = new LinkedHashMap<>();
    final Map<UUID, ModelTransfer> transfers = new LinkedHashMap<>();

    static final class ModelAccount {
        final String currency;
        final String kind;
        final String state;
        final BigInteger overdraft;
        BigInteger balance = BigInteger.ZERO;
        BigInteger reserved = BigInteger.ZERO;
        /** Null is no limit. */
        final Long perTransfer;

        final Long perDay;
        BigInteger usedToday = BigInteger.ZERO;

        ModelAccount(String currency, String kind, String state, long overdraft, Long perTransfer, Long perDay) {
            this.currency = currency;
            this.kind = kind;
            this.state = state;
            this.overdraft = BigInteger.valueOf(overdraft);
            this.perTransfer = perTransfer;
            this.perDay = perDay;
        }

        BigInteger available() {
            BigInteger floor = "funding".equals(kind) ? CEILING : overdraft;
            return balance.subtract(reserved).add(floor);
        }
    }

    static final class ModelTransfer {
        final Posting posting;
        final boolean twoPhase;
        LedgerStatus status;

        ModelTransfer(Posting posting, boolean twoPhase, LedgerStatus status) {
            this.posting = posting;
            this.twoPhase = twoPhase;
            this.status = status;
        }
    }

    PostingOutcome apply(LedgerOrder order) {
        if (order instanceof LedgerOrder.Direct direct) {
            return begin(direct.posting(), false);
        }
        if (order instanceof LedgerOrder.Reserve reserve) {
            return begin(reserve.posting(), true);
        }
        return end(order.transferId(), order instanceof LedgerOrder.Post);
    }

    private PostingOutcome begin(Posting posting, boolean twoPhase) {
        UUID id = posting.transferId();
        BigInteger amount = BigInteger.valueOf(posting.amount().amountMinor());
        if (amount.signum() <= 0) {
            return new Declined(id, DeclineReason.AMOUNT_NOT_POSITIVE);
        }
        if (amount.compareTo(LARGEST) > 0) {
            return new Declined(id, DeclineReason.AMOUNT_TOO_LARGE);
        }
        if (posting.debitAccount().equals(posting.creditAccount())) {
            return new Declined(id, DeclineReason.SAME_ACCOUNT);
        }
        ModelTransfer earlier = transfers.get(id);
        if (earlier != null) {
            return earlier.posting.equals(posting) && earlier.twoPhase == twoPhase
                    ? new Replayed(id, earlier.status)
                    : new Declined(id, DeclineReason.TRANSFER_ID_REUSED);
        }
        DeclineReason reason = refusal(posting, amount, twoPhase);
        if (reason != null) {
            return new Declined(id, reason);
        }
        ModelAccount debit = accounts.get(posting.debitAccount());
        debit.usedToday = debit.usedToday.add(amount);
        if (twoPhase) {
            debit.reserved = debit.reserved.add(amount);
            transfers.put(id, new ModelTransfer(posting, true, LedgerStatus.RESERVED));
            return new Reserved(id);
        }
        move(posting, amount);
        transfers.put(id, new ModelTransfer(posting, false, LedgerStatus.POSTED));
        return new Posted(id);
    }

    private DeclineReason refusal(Posting posting, BigInteger amount, boolean twoPhase) {
        ModelAccount debit = accounts.get(posting.debitAccount());
        ModelAccount credit = accounts.get(posting.creditAccount());
        String currency = posting.amount().currencyCode();
        if (debit == null) {
            return DeclineReason.DEBIT_ACCOUNT_UNKNOWN;
        } else if (credit == null) {
            return DeclineReason.CREDIT_ACCOUNT_UNKNOWN;
        } else if (!debit.currency.equals(currency) || !credit.currency.equals(currency)) {
            return DeclineReason.CURRENCY_MISMATCH;
        } else if ("closed".equals(debit.state)) {
            return DeclineReason.DEBIT_ACCOUNT_CLOSED;
        } else if ("blocked".equals(debit.state)) {
            return DeclineReason.DEBIT_ACCOUNT_BLOCKED;
        } else if ("closed".equals(credit.state)) {
            return DeclineReason.CREDIT_ACCOUNT_CLOSED;
        } else if (debit.perTransfer != null && amount.compareTo(BigInteger.valueOf(debit.perTransfer)) > 0) {
            return DeclineReason.TRANSFER_LIMIT_EXCEEDED;
        } else if (debit.perDay != null
                && debit.usedToday.add(amount).compareTo(BigInteger.valueOf(debit.perDay)) > 0) {
            return DeclineReason.DAY_LIMIT_EXCEEDED;
        } else if (amount.compareTo(debit.available()) > 0) {
            return DeclineReason.BALANCE_INSUFFICIENT;
        } else if (debit.reserved.add(amount).compareTo(CEILING) > 0) {
            return DeclineReason.RESERVATIONS_TOO_LARGE;
        }
        return !twoPhase && credit.balance.add(amount).compareTo(CEILING) > 0 ? DeclineReason.BALANCE_TOO_LARGE : null;
    }

    private PostingOutcome end(UUID id, boolean post) {
        ModelTransfer transfer = transfers.get(id);
        if (transfer == null) {
            return new Declined(id, DeclineReason.TRANSFER_UNKNOWN);
        }
        LedgerStatus wanted = post ? LedgerStatus.POSTED : LedgerStatus.VOIDED;
        if (transfer.status == wanted) {
            return new Replayed(id, wanted);
        }
        if (transfer.status != LedgerStatus.RESERVED) {
            return new Declined(id, post ? DeclineReason.TRANSFER_VOIDED : DeclineReason.TRANSFER_POSTED);
        }
        BigInteger amount = BigInteger.valueOf(transfer.posting.amount().amountMinor());
        ModelAccount debit = accounts.get(transfer.posting.debitAccount());
        debit.reserved = debit.reserved.subtract(amount);
        transfer.status = wanted;
        if (post) {
            move(transfer.posting, amount);
            return new Posted(id);
        }
        debit.usedToday = debit.usedToday.subtract(amount);
        return new Voided(id);
    }

    private void move(Posting posting, BigInteger amount) {
        ModelAccount debit = accounts.get(posting.debitAccount());
        ModelAccount credit = accounts.get(posting.creditAccount());
        debit.balance = debit.balance.subtract(amount);
        credit.balance = credit.balance.add(amount);
    }
}
