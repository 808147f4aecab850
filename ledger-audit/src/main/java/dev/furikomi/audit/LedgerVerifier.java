package dev.furikomi.audit;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Proves a ledger from its rows, one after the other: memory grows with the accounts only. Reads nothing and writes
 * nothing itself.
 */
public final class LedgerVerifier implements LedgerSink {

    private static final byte[] NO_NUMBER = new byte[0];

    private final Findings findings = new Findings();
    private final AccountBook accounts = new AccountBook();
    private final RunningBalances balances = new RunningBalances(accounts, findings);
    private final EntryDigest digests = new EntryDigest();
    private final SealChain chain;
    private final Expectations expectations;
    private @Nullable SealedRows sealed;
    private boolean isUnsealed;
    private long position;
    private long sealedEntries;
    private long unsealedEntries;

    /**
     * What the auditor brings along.
     *
     * @param known hashes of seals by their number
     * @param keys the bank's, to check signatures with; null checks none
     * @param everySignature each seal's, not only the newest one's, which vouches for all before it
     */
    public record Expectations(
            Map<Long, String> known, @Nullable SealKeys keys, boolean everySignature) {

        public Expectations {
            known = Map.copyOf(known);
        }

        /** Nothing but the ledger itself. */
        public static Expectations none() {
            return new Expectations(Map.of(), null, false);
        }
    }

    public LedgerVerifier(Expectations expectations) {
        this.expectations = expectations;
        this.chain = new SealChain(findings, expectations.known(), expectations.keys(), expectations.everySignature());
    }

    @Override
    public void account(AuditedAccount account) {
        accounts.add(account);
    }

    @Override
    public void transfer(AuditedTransfer transfer) {
        int debit = accounts.index(transfer.debitAccount());
        if (!transfer.status().equals(AuditedTransfer.RESERVED)) {
            findings.add(new Finding(
                    Finding.NOWHERE,
                    Proof.ENTRIES_ARE_TRANSFERS,
                    null,
                    null,
                    transfer.id(),
                    null,
                    "it is " + transfer.status() + " and has no entry"));
        } else if (debit >= 0) {
            accounts.sums.reservations[debit] += transfer.amountMinor();
        }
    }

    @Override
    public void seal(Seal seal) {
        if (isUnsealed) {
            throw new IllegalArgumentException("a seal after what is not sealed");
        }
        endSeal();
        chain.next(seal, position);
        sealed = new SealedRows(seal, position + 1, findings);
    }

    @Override
    public void unsealed() {
        if (isUnsealed) {
            throw new IllegalArgumentException("what is not sealed begins twice");
        }
        endSeal();
        isUnsealed = true;
        chain.end(position);
    }

    private void endSeal() {
        if (sealed != null) {
            sealed.end();
            position += 1 + sealed.positions();
            sealed = null;
        }
    }

    @Override
    public void entry(JournalEntry entry) {
        int debit = accounts.index(entry.debitAccount());
        int credit = accounts.index(entry.creditAccount());
        long at = position;
        Seal seal = null;
        if (sealed != null) {
            seal = chain.last();
            byte[] digest = digests.of(entry, number(debit), number(credit));
            at = sealed.entry(entry, digest);
            sealedEntries++;
        } else if (!isUnsealed) {
            throw new IllegalArgumentException("an entry before the first seal");
        } else {
            position++;
            unsealedEntries++;
        }
        long number = seal == null ? 0 : seal.number();
        wellFormed(entry, at, number, debit, credit);
        balances.add(entry, at, number, debit, credit);
    }

    private byte[] number(int account) {
        return account < 0 ? NO_NUMBER : accounts.numberBytes(account);
    }

    private void wellFormed(JournalEntry entry, long at, long seal, int debit, int credit) {
        if (debit < 0 || credit < 0) {
            found(at, Proof.ENTRIES_ARE_WELL_FORMED, seal, entry, "one of its accounts does not exist");
        } else if (debit == credit || entry.amountMinor() <= 0) {
            found(at, Proof.ENTRIES_ARE_WELL_FORMED, seal, entry, "it is no positive amount between two accounts");
        } else if (!entry.currency().equals(accounts.currency(debit))
                || !entry.currency().equals(accounts.currency(credit))) {
            found(at, Proof.ENTRIES_ARE_WELL_FORMED, seal, entry, "one of its accounts is kept in another currency");
        }
        if (!entry.asItsTransfer()) {
            found(at, Proof.ENTRIES_ARE_TRANSFERS, seal, entry, "there is no posted transfer that says the same");
        }
    }

    private void found(long at, Proof proof, long seal, JournalEntry entry, String message) {
        findings.add(new Finding(at, proof, seal == 0 ? null : seal, entry.id(), entry.transferId(), null, message));
    }

    /** What is proved, once all rows have been taken. */
    public VerificationReport report() {
        if (!isUnsealed) {
            unsealed();
        }
        balances.end();
        Map<String, BigInteger> totals = new TreeMap<>();
        for (int index = 0; index < accounts.size(); index++) {
            totals.merge(accounts.currency(index), BigInteger.valueOf(accounts.balance(index)), BigInteger::add);
            account(index);
        }
        totals.forEach((currency, total) -> {
            if (total.signum() != 0) {
                findings.add(new Finding(
                        Finding.NOWHERE,
                        Proof.BALANCES_SUM_TO_ZERO,
                        null,
                        null,
                        null,
                        null,
                        "the balances in " + currency + " sum to " + total));
            }
        });
        return new VerificationReport(
                accounts.size(),
                sealedEntries,
                unsealedEntries,
                chain.seals(),
                chain.last(),
                expectations.keys() == null
                        ? 0
                        : expectations.everySignature() ? chain.seals() : Math.min(1, chain.seals()),
                Map.copyOf(findings.counts()),
                findings.inOrder());
    }

    private void account(int index) {
        long entries = accounts.sums.entries[index];
        long reservations = accounts.sums.reservations[index];
        if (accounts.balance(index) != entries) {
            findings.add(Finding.ofAccount(
                    Proof.BALANCES_ARE_SUMS_OF_ENTRIES,
                    accounts.number(index),
                    "its balance is " + accounts.balance(index) + ", its entries sum to " + entries));
        }
        if (accounts.reserved(index) != reservations) {
            findings.add(Finding.ofAccount(
                    Proof.RESERVED_IS_SUM_OF_RESERVATIONS,
                    accounts.number(index),
                    "its reserved sum is " + accounts.reserved(index) + ", its open reservations sum to "
                            + reservations));
        }
    }
}
