package dev.furikomi.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.audit.LedgerVerifier.Expectations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is done to the rows of a sealed ledger is found, and the first broken row is named. */
class LedgerVerifierPropertyTest {

    @Property(tries = 300)
    void provesALedgerThatNobodyTouched(@ForAll long seed) {
        VerificationReport report = SampleLedger.atRandom(seed)
                .verify(new Expectations(
                        Map.of(), new SealKeys("/banks/MNTOJPJT", List.of(SampleLedger.KEY.toPublicJWK())), true));

        assertThat(report.findings()).isEmpty();
        assertThat(report.isProven()).isTrue();
        assertThat(report.signaturesChecked()).isEqualTo(report.seals());
    }

    @Property(tries = 1000)
    void namesTheFirstRowThatWasChanged(@ForAll long seed) {
        broken(seed, (rows, at, random) -> rows.set(at, changed((JournalEntry) rows.get(at), random)));
    }

    @Property(tries = 300)
    void namesTheFirstRowThatWasRemoved(@ForAll long seed) {
        broken(seed, (rows, at, random) -> rows.remove(at));
    }

    @Property(tries = 300)
    void namesTheFirstRowThatWasAdded(@ForAll long seed) {
        broken(seed, (rows, at, random) -> {
            JournalEntry entry = (JournalEntry) rows.get(at);
            rows.add(at + random.nextInt(2), random.nextBoolean() ? entry : withId(entry, 3 + 2L * random.nextInt(80)));
        });
    }

    @Property(tries = 500)
    void namesTheFirstRowThatStandsElsewhere(@ForAll long seed) {
        broken(seed, (rows, at, random) -> {
            Object moved = rows.remove(at);
            int first = first(rows);
            int to;
            do {
                to = first + 1 + random.nextInt(rows.indexOf(SampleLedger.UNSEALED) - first);
            } while (to == at);
            rows.add(to, moved);
        });
    }

    @Property(tries = 300)
    void findsASealThatIsGoneOrNotWhatItWas(@ForAll long seed) {
        SampleLedger ledger = SampleLedger.atRandom(seed);
        Random random = new Random(seed);
        List<Integer> seals = places(ledger.rows, Seal.class);
        int at = seals.get(random.nextInt(seals.size()));
        Seal seal = (Seal) ledger.rows.get(at);
        if (random.nextBoolean() && seals.size() > 1 && at > seals.get(0)) {
            ledger.rows.remove(at);
        } else {
            ledger.rows.set(at, changed(seal, random));
        }

        VerificationReport report = ledger.verify();

        assertThat(report.isProven()).isFalse();
        assertThat(report.findings().get(0).seal()).isNotNull();
    }

    @Property(tries = 200)
    void findsTwoAccountsWhoseNumbersWereExchanged(@ForAll long seed) {
        SampleLedger ledger = SampleLedger.atRandom(seed);
        AuditedAccount first = (AuditedAccount) ledger.rows.get(0);
        AuditedAccount second = (AuditedAccount) ledger.rows.get(1);
        ledger.rows.set(0, renamed(first, second.number()));
        ledger.rows.set(1, renamed(second, first.number()));

        Set<Long> exchanged = Set.of(first.id(), second.id());
        List<JournalEntry> concerned = ledger.sealedEntries().stream()
                .filter(each -> exchanged.contains(each.debitAccount()) || exchanged.contains(each.creditAccount()))
                .toList();
        VerificationReport report = ledger.verify();

        assertThat(report.firstBrokenRow().map(Finding::entry))
                .isEqualTo(concerned.stream().findFirst().map(JournalEntry::id));
    }

    @Property(tries = 200)
    void findsHistoryThatWasSealedAnewByWhatTheAuditorNoted(@ForAll long seed) {
        SampleLedger ledger = SampleLedger.atRandom(seed);
        SampleLedger other = SampleLedger.atRandom(seed + 1);
        Seal noted = (Seal) ledger.rows.get(places(ledger.rows, Seal.class).get(0));

        assertThat(ledger.verify(new Expectations(Map.of(1L, noted.hash()), null, false))
                        .isProven())
                .isTrue();
        assertThat(other.verify(new Expectations(Map.of(1L, noted.hash()), null, false))
                        .counts())
                .containsOnlyKeys(Proof.SEALS_ARE_THOSE_KNOWN);
    }

    private interface Tampering {
        void on(List<Object> rows, int sealedEntry, Random random);
    }

    private static void broken(long seed, Tampering tampering) {
        SampleLedger ledger = SampleLedger.atRandom(seed);
        Random random = new Random(seed);
        List<JournalEntry> before = ledger.sealedEntries();
        List<Object> untouched = new ArrayList<>(ledger.rows);
        List<Integer> places =
                places(ledger.rows.subList(0, ledger.rows.indexOf(SampleLedger.UNSEALED)), JournalEntry.class);
        tampering.on(ledger.rows, places.get(random.nextInt(places.size())), random);
        List<JournalEntry> after = ledger.sealedEntries();

        VerificationReport report = ledger.verify();

        if (ledger.rows.equals(untouched)) {
            assertThat(report.isProven()).isTrue();
            return;
        }
        assertThat(report.isProven()).isFalse();
        assertThat(report.firstBrokenRow()).isPresent();
        int first = 0;
        while (first < before.size()
                && first < after.size()
                && before.get(first).equals(after.get(first))) {
            first++;
        }
        Set<Long> expected = new HashSet<>();
        if (first < before.size()) {
            expected.add(before.get(first).id());
        }
        if (first < after.size()) {
            expected.add(after.get(first).id());
        }
        if (!before.equals(after)) {
            assertThat(report.firstBrokenRow().get().entry())
                    .as("%s", report.findings())
                    .isIn(expected);
        }
    }

    private static List<Integer> places(List<Object> rows, Class<?> type) {
        List<Integer> places = new ArrayList<>();
        for (int index = 0; index < rows.size(); index++) {
            if (type.isInstance(rows.get(index))) {
                places.add(index);
            }
        }
        return places;
    }

    private static int first(List<Object> rows) {
        return places(rows, Seal.class).get(0);
    }

    private static JournalEntry withId(JournalEntry e, long id) {
        return new JournalEntry(
                id,
                e.transferId(),
                e.debitAccount(),
                e.creditAccount(),
                e.amountMinor(),
                e.currency(),
                e.debitBalanceMinor(),
                e.creditBalanceMinor(),
                e.bookedAtMicros(),
                e.writtenIn(),
                e.asItsTransfer());
    }

    private static JournalEntry changed(JournalEntry e, Random random) {
        long by = random.nextBoolean() ? 1 : -1 - random.nextInt(1_000);
        int field = random.nextInt(9);
        return new JournalEntry(
                field == 0 ? e.id() + by : e.id(),
                field == 1 ? new UUID(random.nextLong(), 1) : e.transferId(),
                field == 2 ? e.creditAccount() : e.debitAccount(),
                field == 2 ? e.debitAccount() : e.creditAccount(),
                field == 3 ? e.amountMinor() + by : e.amountMinor(),
                field == 4 ? "EUR" : e.currency(),
                field == 5 ? e.debitBalanceMinor() + by : e.debitBalanceMinor(),
                field == 6 ? e.creditBalanceMinor() + by : e.creditBalanceMinor(),
                field == 7 ? e.bookedAtMicros() + by : e.bookedAtMicros(),
                field == 8 ? e.writtenIn() + by : e.writtenIn(),
                e.asItsTransfer());
    }

    private static Seal changed(Seal s, Random random) {
        int field = random.nextInt(8);
        byte[] contents = s.contents().bytes();
        if (field == 0) {
            contents[random.nextInt(contents.length)] ^= (byte) (1 << random.nextInt(8));
        }
        SealRange range = s.range();
        return new Seal(
                field == 1 ? s.number() + 1 : s.number(),
                field == 2 ? Seal.Kind.ANCHOR : s.kind(),
                field == 3 ? "1".repeat(64) : s.previousHash(),
                s.cluster(),
                field == 4 ? 1 : s.xidOffset(),
                field == 5
                        ? new SealRange(range.fromWrittenIn(), range.fromId(), range.toWrittenIn(), range.toId() + 1)
                        : range,
                s.count(),
                field == 6 ? "2".repeat(64) : s.rowsHash(),
                new SealContents(contents),
                s.sealedAtMicros(),
                field == 7 ? "3".repeat(64) : s.hash(),
                s.signature());
    }

    private static AuditedAccount renamed(AuditedAccount account, String number) {
        return new AuditedAccount(
                account.id(), number, account.currency(), account.balanceMinor(), account.reservedMinor());
    }
}
