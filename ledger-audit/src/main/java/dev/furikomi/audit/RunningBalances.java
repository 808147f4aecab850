package dev.furikomi.audit;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Follows each account from entry to entry. Entries are sealed in the order of their transactions but posted in the
 * order of their ids; transactions overlap, so a few entries are held back until no smaller id can come.
 */
final class RunningBalances {

    /** Far more than the entries of all transactions that are ever under way at once. */
    static final int HELD_BACK_MAX = 16_384;

    private final PriorityQueue<Placed> held =
            new PriorityQueue<>(Comparator.comparingLong((Placed placed) -> placed.entry.id()));
    private final AccountBook accounts;
    private final Findings findings;

    RunningBalances(AccountBook accounts, Findings findings) {
        this.accounts = accounts;
        this.findings = findings;
    }

    /** An entry, where it stands, and the indexes of its accounts. */
    private record Placed(JournalEntry entry, long position, long seal, int debit, int credit) {}

    /**
     * Takes an entry.
     *
     * @param seal zero when it is not sealed
     */
    void add(JournalEntry entry, long position, long seal, int debit, int credit) {
        held.add(new Placed(entry, position, seal, debit, credit));
        if (held.size() > HELD_BACK_MAX) {
            follow(held.remove());
        }
    }

    void end() {
        while (!held.isEmpty()) {
            follow(held.remove());
        }
    }

    private void follow(Placed placed) {
        JournalEntry entry = placed.entry;
        if (placed.debit >= 0) {
            side(placed, placed.debit, -entry.amountMinor(), entry.debitBalanceMinor());
        }
        if (placed.credit >= 0) {
            side(placed, placed.credit, entry.amountMinor(), entry.creditBalanceMinor());
        }
    }

    private void side(Placed placed, int account, long signed, long stated) {
        AccountBook.Sums sums = accounts.sums;
        JournalEntry entry = placed.entry;
        sums.entries[account] += signed;
        long expected = sums.running[account] + signed;
        if (expected != stated) {
            found(placed, account, "the account holds " + stated + " after it, where " + expected + " was expected");
        } else if (entry.id() <= sums.lastEntry[account]) {
            found(placed, account, "it comes after entry " + sums.lastEntry[account] + " of the account");
        } else if (entry.bookedAtMicros() < sums.lastBooked[account]) {
            found(placed, account, "it is booked earlier than an earlier entry of the account");
        }
        // From here on with what the entry says, so that one fault is told once.
        sums.running[account] = stated;
        sums.lastEntry[account] = Math.max(sums.lastEntry[account], entry.id());
        sums.lastBooked[account] = Math.max(sums.lastBooked[account], entry.bookedAtMicros());
    }

    private void found(Placed placed, int account, String message) {
        findings.add(new Finding(
                placed.position,
                Proof.RUNNING_BALANCES_CONTINUE,
                placed.seal == 0 ? null : placed.seal,
                placed.entry.id(),
                placed.entry.transferId(),
                accounts.number(account),
                message));
    }
}
