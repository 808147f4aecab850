package dev.furikomi.audit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.furikomi.audit.LedgerVerifier.Expectations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

/** A sealed ledger made at random, as the rows that a sink takes; what stands in them may be changed. */
public final class SampleLedger {

    /** The row from which on entries are not sealed. */
    static final Object UNSEALED = "unsealed";

    static final ECKey KEY = key();
    private static final String CURRENCY = "JPY";

    final List<Object> rows = new ArrayList<>();
    private final Random random;
    private final long[] balances;

    private SampleLedger(Random random) {
        this.random = random;
        this.balances = new long[2 + random.nextInt(5)];
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("events-1").generate();
        } catch (JOSEException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /** Of at least two sealed entries. */
    public static SampleLedger atRandom(long seed) {
        SampleLedger ledger = new SampleLedger(new Random(seed));
        List<JournalEntry> entries = ledger.post(2 + ledger.random.nextInt(60));
        ledger.put(entries, 2 + ledger.random.nextInt(entries.size() - 1));
        return ledger;
    }

    /** In the order of their ids; neighbouring transactions of other accounts may overlap. */
    private List<JournalEntry> post(int count) {
        List<JournalEntry> entries = new ArrayList<>();
        long transaction = 100;
        for (int index = 0; index < count; index++) {
            int debit = random.nextInt(balances.length);
            int credit = (debit + 1 + random.nextInt(balances.length - 1)) % balances.length;
            long amount = 1 + random.nextInt(1_000);
            balances[debit] -= amount;
            balances[credit] += amount;
            transaction += random.nextInt(3);
            // Now and then a number that was taken earlier and used late.
            long writtenIn = random.nextInt(5) == 0 ? Math.max(1, transaction - 3) : transaction;
            entries.add(new JournalEntry(
                    10 + 2L * index,
                    new UUID(random.nextLong(), random.nextLong()),
                    debit + 1,
                    credit + 1,
                    amount,
                    CURRENCY,
                    balances[debit],
                    balances[credit],
                    1_700_000_000_000_000L + index,
                    writtenIn,
                    true));
        }
        return entries;
    }

    private void put(List<JournalEntry> posted, int isSealed) {
        for (int index = 0; index < balances.length; index++) {
            rows.add(new AuditedAccount(index + 1, number(index + 1), CURRENCY, balances[index], index == 0 ? 25 : 0));
        }
        rows.add(new AuditedTransfer(new UUID(7, 7), 1, 2, 25, CURRENCY, AuditedTransfer.RESERVED));
        List<JournalEntry> ordered = posted.stream()
                .sorted(Comparator.comparingLong(JournalEntry::writtenIn).thenComparingLong(JournalEntry::id))
                .collect(Collectors.toList());
        Seal previous = null;
        int from = 0;
        while (from < isSealed) {
            int to = Math.min(isSealed, from + 1 + random.nextInt(9));
            List<JournalEntry> part = ordered.subList(from, to);
            previous = seal(previous, part);
            rows.add(previous);
            rows.addAll(part);
            from = to;
        }
        rows.add(UNSEALED);
        rows.addAll(ordered.subList(isSealed, ordered.size()));
    }

    private static Seal seal(Seal previous, List<JournalEntry> part) {
        Seal.Builder builder = new Seal.Builder();
        part.forEach(each -> builder.add(each, number(each.debitAccount()), number(each.creditAccount())));
        JournalEntry last = part.get(part.size() - 1);
        SealRange before = previous == null ? SealRange.BEGINNING : previous.range();
        return new SealSigner(KEY, "/banks/MNTOJPJT")
                .sign(builder.build(
                        Seal.Kind.ENTRIES,
                        previous,
                        77,
                        0,
                        before.upTo(last.writtenIn(), last.id() + 1),
                        1_700_000_100_000_000L));
    }

    static String number(long account) {
        return "口座-" + account;
    }

    /** The sealed entries in their order. */
    List<JournalEntry> sealedEntries() {
        return rows.subList(0, rows.indexOf(UNSEALED)).stream()
                .filter(JournalEntry.class::isInstance)
                .map(JournalEntry.class::cast)
                .collect(Collectors.toList());
    }

    public void replay(LedgerSink sink) {
        for (Object row : rows) {
            if (row instanceof AuditedAccount account) {
                sink.account(account);
            } else if (row instanceof AuditedTransfer transfer) {
                sink.transfer(transfer);
            } else if (row instanceof Seal seal) {
                sink.seal(seal);
            } else if (row instanceof JournalEntry entry) {
                sink.entry(entry);
            } else {
                sink.unsealed();
            }
        }
    }

    VerificationReport verify() {
        return verify(Expectations.none());
    }

    VerificationReport verify(Expectations expectations) {
        LedgerVerifier verifier = new LedgerVerifier(expectations);
        replay(verifier);
        return verifier.report();
    }
}
