package dev.furikomi.bank.ledger.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.furikomi.audit.Finding;
import dev.furikomi.audit.Proof;
import dev.furikomi.audit.Seal;
import dev.furikomi.audit.VerificationReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sealing on a real PostgreSQL. */
class SealerTest {

    private static final int ACCOUNTS = 12;

    private SealedLedger ledger;

    @BeforeEach
    void startLedger() throws Exception {
        ledger = new SealedLedger(ACCOUNTS);
    }

    @AfterEach
    void stopLedger() {
        ledger.close();
    }

    @Test
    void sealsNothingWhereNothingWasPosted() throws SQLException {
        assertThat(ledger.sealer(10).seal()).isEmpty();
        assertThat(ledger.verify().isProven()).isTrue();
    }

    @Test
    void chainsSealsOfBoundedSizeAndMakesNoEmptyOnes() throws SQLException {
        post(25);

        List<Seal> made = ledger.sealer(10).seal();

        assertThat(made).extracting(Seal::count).containsExactly(10L, 10L, 5L);
        assertThat(made).extracting(Seal::number).containsExactly(1L, 2L, 3L);
        assertThat(made.get(0).previousHash()).isEqualTo(Seal.NO_HASH);
        assertThat(made.get(2).previousHash()).isEqualTo(made.get(1).hash());
        assertThat(ledger.sealer(10).seal()).isEmpty();
        assertProven(25, 0);
    }

    @Test
    void waitsForATransactionThatMayStillWriteAnEarlierEntry() throws SQLException {
        try (Connection slow = ledger.connection()) {
            slow.setAutoCommit(false);
            SealedLedger.post(slow, 1, 2, 5);
            ledger.post(3, 4, 7);

            assertThat(ledger.sealer(10).seal()).isEmpty();
            assertThat(ledger.verify().unsealedEntries()).isEqualTo(1);

            slow.commit();
        }
        assertThat(ledger.sealer(10).seal()).extracting(Seal::count).containsExactly(2L);
        assertProven(2, 0);
    }

    @Test
    void sealsEachEntryExactlyOnceWhileManyTransactionsWriteAndSeveralSealersWork() throws Exception {
        long seed = System.nanoTime();
        ExecutorService threads = Executors.newCachedThreadPool();
        AtomicBoolean isPosting = new AtomicBoolean(true);
        try (Connection slow = ledger.connection()) {
            slow.setAutoCommit(false);
            SealedLedger.post(slow, 1, 2, 5);
            List<Future<Void>> sealers =
                    List.of(threads.submit(() -> sealWhile(isPosting)), threads.submit(() -> sealWhile(isPosting)));
            List<Future<Void>> posters = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                Random random = new Random(seed + thread);
                posters.add(threads.submit(() -> postAtRandom(random)));
            }
            posters.get(0).get();
            slow.commit();
            for (Future<Void> poster : posters) {
                poster.get();
            }
            isPosting.set(false);
            for (Future<Void> sealer : sealers) {
                sealer.get();
            }
        } finally {
            threads.shutdownNow();
        }
        ledger.sealer(7).seal();

        assertThat(ledger.number("select sum(entry_count) from journal_seal"))
                .as("seed %d", seed)
                .isEqualTo(ledger.number("select count(*) from journal_entry"));
        assertProven(ledger.number("select count(*) from journal_entry"), 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from journal_seal",
                "truncate journal_seal",
                "update journal_seal set signature = null",
                "insert into journal_seal select * from journal_seal"
            })
    void theDatabaseRefusesToChangeSeals(String sql) throws SQLException {
        post(1);
        ledger.sealer(10).seal();

        assertThatThrownBy(() -> ledger.run(sql))
                .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                        .startsWith("23"));
    }

    @Test
    void stopsPostingForNoLongerThanAMomentWhileSomebodyReads() throws Exception {
        burnTransactions();
        post(3);
        ledger.sealer(10).seal();
        try (SealedLedger restored = ledger.restoredElsewhere();
                Connection reader = restored.connection()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("select count(*) from journal_entry");

            assertThatThrownBy(() -> restored.sealer(10).seal())
                    .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                            .isEqualTo("55P03"));
            restored.post(1, 2, 1);
            reader.rollback();

            assertThat(restored.sealer(10).seal()).extracting(Seal::count).containsExactly(1L);
            assertThat(restored.verify().findings()).isEmpty();
        }
    }

    @Test
    void leavesNothingBehindWhenItDiesOverASeal() throws SQLException {
        post(5);
        Clock broken = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                throw new IllegalStateException("the power went off");
            }
        };

        assertThatThrownBy(() -> ledger.sealer(3, broken).seal()).isInstanceOf(IllegalStateException.class);

        assertThat(ledger.number("select count(*) from journal_seal")).isZero();
        assertThat(ledger.sealer(3).seal()).hasSize(2);
        assertProven(5, 0);
    }

    @Test
    void saysThatTransactionsCountAnewInAnotherClusterAndSealsWhatWasWrittenBefore() throws Exception {
        burnTransactions();
        post(6);
        ledger.sealer(4).seal();
        post(3);
        try (SealedLedger restored = ledger.restoredElsewhere()) {
            restored.post(1, 2, 1);
            restored.post(2, 3, 1);

            List<Seal> made = restored.sealer(4).seal();
            restored.post(3, 4, 1);
            made.addAll(restored.sealer(4).seal());

            assertThat(made)
                    .extracting(Seal::kind)
                    .containsExactly(Seal.Kind.ANCHOR, Seal.Kind.ENTRIES, Seal.Kind.ENTRIES);
            assertThat(made).extracting(Seal::count).containsExactly(2L, 3L, 1L);
            VerificationReport report = restored.verify();
            assertThat(report.findings()).isEmpty();
            assertThat(report.sealedEntries()).isEqualTo(12);
        }
    }

    @Test
    void sealsEntriesThatWereRestoredBeforeThereWereSeals() throws Exception {
        burnTransactions();
        post(3);
        try (SealedLedger restored = ledger.restoredElsewhere()) {
            restored.post(1, 2, 1);

            List<Seal> made = restored.sealer(10).seal();
            restored.post(1, 2, 1);
            made.addAll(restored.sealer(10).seal());

            VerificationReport report = restored.verify();
            assertThat(report.findings()).isEmpty();
            assertThat(report.sealedEntries()).isEqualTo(5);
            assertThat(report.unsealedEntries()).isZero();
            assertThat(made.get(0).kind()).isEqualTo(Seal.Kind.ANCHOR);
        }
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            what                                                                                           | proof
            update journal_entry set amount_minor = amount_minor + 1 where id = 7                          | ENTRIES_ARE_AS_SEALED
            update journal_entry set booked_at = booked_at + interval '1 microsecond' where id = 7         | ENTRIES_ARE_AS_SEALED
            update journal_entry set transfer_id = gen_random_uuid() where id = 7                          | ENTRIES_ARE_AS_SEALED
            update journal_entry set written_in = '9' where id = 7                                         | ENTRIES_ARE_AS_SEALED
            delete from journal_entry where id = 7                                                         | ENTRIES_ARE_AS_SEALED
            delete from transfer where id = (select transfer_id from journal_entry where id = 7)           | ENTRIES_ARE_TRANSFERS
            update transfer set amount_minor = 1000 where id = (select transfer_id from journal_entry where id = 7) | ENTRIES_ARE_TRANSFERS
            """)
    void namesTheFirstRowThatSomebodyChanged(String what, Proof proof) throws SQLException {
        post(20);
        ledger.sealer(5).seal();

        ledger.tamper(what);

        VerificationReport report = ledger.verify();
        assertThat(report.counts()).containsKey(proof);
        assertThat(report.firstBrokenRow()).map(Finding::entry).contains(7L);
    }

    @Test
    void noticesThatHistoryWasWrittenAnewByItsSignatureAndByWhatAnAuditorNoted() throws SQLException {
        post(10);
        List<Seal> made = ledger.sealer(5).seal();
        Map<Long, String> noted = Map.of(2L, made.get(1).hash());
        assertThat(ledger.verify(noted).isProven()).isTrue();

        ledger.tamper("delete from journal_seal where number = 2");

        assertThat(ledger.verify(noted).counts()).containsKey(Proof.SEALS_ARE_THOSE_KNOWN);
        ledger.tamper("update journal_seal set signature = null");
        assertThat(ledger.verify().counts()).containsKey(Proof.SEALS_ARE_SIGNED);
    }

    /** So that the numbers are higher than a new cluster's. */
    private void burnTransactions() throws SQLException {
        ledger.run("do $$ begin for i in 1..3000 loop perform pg_current_xact_id(); commit; end loop; end $$");
    }

    private void post(int entries) throws SQLException {
        for (int index = 0; index < entries; index++) {
            ledger.post(1 + index % ACCOUNTS, 1 + (index + 5) % ACCOUNTS, 10 + index);
        }
    }

    private Void postAtRandom(Random random) throws SQLException {
        try (Connection connection = ledger.connection()) {
            connection.setAutoCommit(false);
            for (int transaction = 0; transaction < 60; transaction++) {
                // In id order from one transfer to the next, so that none waits for another in a circle.
                int first = 3 + random.nextInt(4);
                for (int index = first; index < first + 1 + random.nextInt(4); index++) {
                    SealedLedger.post(connection, index, index + 1, 1 + random.nextInt(50));
                }
                if (random.nextInt(4) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
            }
        }
        return null;
    }

    private Void sealWhile(AtomicBoolean isPosting) throws SQLException {
        while (isPosting.get()) {
            ledger.sealer(7).seal();
        }
        return null;
    }

    private void assertProven(long isSealed, long unsealed) throws SQLException {
        VerificationReport report = ledger.verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.sealedEntries()).isEqualTo(isSealed);
        assertThat(report.unsealedEntries()).isEqualTo(unsealed);
    }
}
