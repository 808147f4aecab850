package dev.furikomi.bank.ledger;

import static dev.furikomi.bank.ledger.LedgerDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.furikomi.bank.ledger.PostingOutcome.Declined;
import dev.furikomi.bank.ledger.PostingOutcome.Posted;
import dev.furikomi.bank.ledger.PostingOutcome.Replayed;
import dev.furikomi.bank.ledger.PostingOutcome.Reserved;
import dev.furikomi.bank.ledger.PostingOutcome.Voided;
import dev.furikomi.events.Money;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger on a real PostgreSQL. After each test the books must be right. */
class LedgerTest {

    private static LedgerDatabase database;

    private PostingEngine engine;
    private String funding;
    private String alice;
    private String bob;

    @BeforeAll
    static void startDatabase() {
        database = new LedgerDatabase();
        database.account("funding-jpy", "funding", "JPY", 0);
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @BeforeEach
    void openAccounts() {
        engine = database.engine();
        String suffix = UUID.randomUUID().toString();
        funding = "funding-jpy";
        alice = "alice-" + suffix;
        bob = "bob-" + suffix;
        database.account(alice, "deposit", "JPY", 0);
        database.account(bob, "deposit", "JPY", 0);
    }

    @AfterEach
    void theBooksAreRight() {
        List<LedgerCheck.Result> results = await(new LedgerCheck(database.pool()).run());

        assertThat(results).hasSize(7).allMatch(LedgerCheck.Result::ok);
    }

    @Test
    void postsAReservationAndWritesBothEntries() {
        deposit(alice, 100);
        UUID id = UUID.randomUUID();

        assertThat(reserve(id, alice, bob, 60)).isEqualTo(new Reserved(id));
        assertThat(account(alice)).extracting("balanceMinor", "reservedMinor").containsExactly(100L, 60L);
        assertThat(account(alice).availableMinor()).isEqualTo(40);

        assertThat(post(id)).isEqualTo(new Posted(id));
        assertThat(account(alice)).extracting("balanceMinor", "reservedMinor").containsExactly(40L, 0L);
        assertThat(account(bob)).extracting("balanceMinor", "reservedMinor").containsExactly(60L, 0L);
        assertThat(database.number("select count(*) from ledger_entry where transfer_id = '" + id + "'"))
                .isEqualTo(2);
        assertThat(post(id)).isEqualTo(new Replayed(id, LedgerStatus.POSTED));
        assertThat(voidReservation(id)).isEqualTo(new Declined(id, DeclineReason.TRANSFER_POSTED));
        assertThat(reserve(id, alice, bob, 60)).isEqualTo(new Replayed(id, LedgerStatus.POSTED));
    }

    @Test
    void voidsAReservationAndGivesTheMoneyBack() {
        deposit(alice, 100);
        UUID id = UUID.randomUUID();
        reserve(id, alice, bob, 60);

        assertThat(voidReservation(id)).isEqualTo(new Voided(id));
        assertThat(account(alice).availableMinor()).isEqualTo(100);
        assertThat(post(id)).isEqualTo(new Declined(id, DeclineReason.TRANSFER_VOIDED));
        assertThat(reserve(id, alice, bob, 60)).isEqualTo(new Replayed(id, LedgerStatus.VOIDED));
    }

    @Test
    void answersSixtySixtyThirtyFromAHundredWithYesNoYes() {
        deposit(alice, 100);

        List<PostingOutcome> outcomes = List.of(
                reserve(UUID.randomUUID(), alice, bob, 60),
                reserve(UUID.randomUUID(), alice, bob, 60),
                reserve(UUID.randomUUID(), alice, bob, 30));

        assertThat(outcomes)
                .extracting(outcome -> outcome.getClass().getSimpleName())
                .containsExactly("Reserved", "Declined", "Reserved");
    }

    @Test
    void refusesAnIdThatStandsForOtherAccounts() {
        deposit(alice, 100);
        UUID id = UUID.randomUUID();
        reserve(id, alice, bob, 60);

        assertThat(reserve(id, bob, alice, 60)).isEqualTo(new Declined(id, DeclineReason.TRANSFER_ID_REUSED));
        assertThat(reserve(id, alice, bob, 61)).isEqualTo(new Declined(id, DeclineReason.TRANSFER_ID_REUSED));
        assertThat(direct(id, alice, bob, 60)).isEqualTo(new Declined(id, DeclineReason.TRANSFER_ID_REUSED));
    }

    @Test
    void carriesTheLargestAmount() {
        deposit(alice, Posting.AMOUNT_MINOR_MAX);
        UUID id = UUID.randomUUID();

        assertThat(reserve(id, alice, bob, Posting.AMOUNT_MINOR_MAX)).isEqualTo(new Reserved(id));
        assertThat(post(id)).isEqualTo(new Posted(id));
        assertThat(account(bob).balanceMinor()).isEqualTo(Posting.AMOUNT_MINOR_MAX);
    }

    @Test
    void letsExactlyTheRightNumberOfParallelReservationsPass() {
        deposit(alice, 1_000);

        List<PostingOutcome> outcomes = together(IntStream.range(0, 100)
                .mapToObj(i -> reserving(UUID.randomUUID(), alice, bob, 30))
                .toList());

        assertThat(outcomes).filteredOn(Reserved.class::isInstance).hasSize(33);
        assertThat(outcomes)
                .filteredOn(Declined.class::isInstance)
                .hasSize(67)
                .allMatch(outcome -> ((Declined) outcome).reason() == DeclineReason.BALANCE_INSUFFICIENT);
        together(outcomes.stream()
                .filter(Reserved.class::isInstance)
                .map(outcome -> posting(outcome.transferId()))
                .toList());
        assertThat(account(alice)).extracting("balanceMinor", "reservedMinor").containsExactly(10L, 0L);
        assertThat(account(bob).balanceMinor()).isEqualTo(990);
    }

    @Test
    void movesTheMoneyOnceWhenTheSameIdComesManyTimesAtOnce() {
        deposit(alice, 1_000);
        UUID id = UUID.randomUUID();

        List<PostingOutcome> outcomes = together(IntStream.range(0, 50)
                .mapToObj(i -> engine.submit(LedgerOrder.direct(posting(id, alice, bob, 30))))
                .toList());

        assertThat(outcomes).filteredOn(Posted.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Replayed.class::isInstance).hasSize(49);
        assertThat(account(bob).balanceMinor()).isEqualTo(30);
    }

    @Test
    void givesAnIdToOneOfSeveralPayersWhenTheyComeAtOnce() {
        List<String> payers =
                IntStream.range(0, 10).mapToObj(i -> "payer-" + i + "-" + alice).toList();
        payers.forEach(payer -> {
            database.account(payer, "deposit", "JPY", 0);
            deposit(payer, 100);
        });
        UUID id = UUID.randomUUID();

        List<PostingOutcome> outcomes = together(
                payers.stream().map(payer -> reserving(id, payer, bob, 30)).toList());

        assertThat(outcomes).filteredOn(Reserved.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(new Declined(id, DeclineReason.TRANSFER_ID_REUSED)::equals)
                .hasSize(9);
    }

    @Test
    void postsOrVoidsButNeverBothWhenTheyComeAtOnce() {
        deposit(alice, 10_000);
        for (int round = 0; round < 20; round++) {
            UUID id = UUID.randomUUID();
            reserve(id, alice, bob, 10);

            List<PostingOutcome> outcomes = together(List.of(posting(id), voiding(id), posting(id), voiding(id)));

            assertThat(outcomes)
                    .filteredOn(outcome -> outcome instanceof Posted || outcome instanceof Voided)
                    .hasSize(1);
        }
    }

    @Test
    void survivesARandomCrowdInAllDirections() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> crowd = new ArrayList<>(List.of(alice, bob));
        for (int i = 0; i < 4; i++) {
            String number = "crowd-" + i + "-" + alice;
            database.account(number, "deposit", "JPY", 50);
            crowd.add(number);
        }
        crowd.forEach(number -> deposit(number, 500));

        List<Uni<PostingOutcome>> asked = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            String from = crowd.get(random.nextInt(crowd.size()));
            String to = crowd.get(random.nextInt(crowd.size()));
            UUID id = new UUID(seed, random.nextInt(150));
            long amount = random.nextInt(120);
            asked.add(
                    switch (random.nextInt(4)) {
                        case 0 -> engine.submit(LedgerOrder.direct(posting(id, from, to, amount)));
                        case 1 -> reserving(id, from, to, amount);
                        case 2 -> posting(id);
                        default -> voiding(id);
                    });
        }
        List<PostingOutcome> outcomes = together(asked);

        assertThat(outcomes).as("seed %d", seed).hasSize(400);
        long total = crowd.stream()
                .mapToLong(number -> account(number).balanceMinor())
                .sum();
        assertThat(total).as("seed %d", seed).isEqualTo(500L * crowd.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update journal_entry set booked_at = now()",
                "delete from journal_entry",
                "truncate journal_entry cascade",
                "delete from transfer",
                "update transfer set amount_minor = amount_minor + 1",
                "update transfer set status = 'VOIDED' where status = 'POSTED'",
                "update transfer set status = 'RESERVED', settled_at = null where status = 'POSTED'",
                "update transfer set status = 'POSTED', settled_at = now() where status = 'RESERVED'",
                "update account set reserved_minor = -1",
                "update account set balance_minor = -1 where kind = 'deposit'",
                "update account set currency = 'EUR'",
                "delete from account",
                // A reservation is not posted, and a posted transfer has its one entry already.
                "insert into journal_entry (transfer_id, debit_account, credit_account, amount_minor, currency,"
                        + " debit_balance_minor, credit_balance_minor, booked_at) select id, debit_account,"
                        + " credit_account, amount_minor, currency, 0, 0, now() from transfer where status = 'RESERVED'",
                "insert into journal_entry (transfer_id, debit_account, credit_account, amount_minor, currency,"
                        + " debit_balance_minor, credit_balance_minor, booked_at) select id, debit_account,"
                        + " credit_account, amount_minor, currency, 0, 0, now() from transfer where status = 'POSTED'",
                "insert into journal_entry (transfer_id, debit_account, credit_account, amount_minor, currency,"
                        + " debit_balance_minor, credit_balance_minor, booked_at) select gen_random_uuid(),"
                        + " debit_account, credit_account, amount_minor, currency, 0, 0, now() from transfer",
                // The entry of another amount than its transfer's.
                "with posted as (update transfer set status = 'POSTED', settled_at = now() where status = 'RESERVED'"
                        + " returning *) insert into journal_entry (transfer_id, debit_account, credit_account,"
                        + " amount_minor, currency, debit_balance_minor, credit_balance_minor, booked_at) select id,"
                        + " debit_account, credit_account, amount_minor + 1, currency, 0, 0, now() from posted",
                "insert into transfer (id, debit_account, credit_account, amount_minor, currency, two_phase, status,"
                        + " created_at, settled_at) select gen_random_uuid(), debit_account, credit_account, amount_minor,"
                        + " currency, false, 'POSTED', now(), now() from transfer",
                "insert into transfer (id, debit_account, credit_account, amount_minor, currency, two_phase, status,"
                        + " created_at) select gen_random_uuid(), debit_account, credit_account, 0,"
                        + " currency, true, 'RESERVED', now() from transfer",
                "insert into transfer (id, debit_account, credit_account, amount_minor, currency, two_phase, status,"
                        + " created_at) select gen_random_uuid(), debit_account, credit_account, 1,"
                        + " 'EUR', true, 'RESERVED', now() from transfer"
            })
    void theDatabaseItselfRefuses(String sql) {
        deposit(alice, 100);
        UUID open = UUID.randomUUID();
        reserve(open, alice, bob, 1);

        assertThatThrownBy(() -> database.run(sql))
                .isInstanceOfSatisfying(PgException.class, refused -> assertThat(refused.getSqlState())
                        .startsWith("23"));
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            column,         proof
            balance_minor,  balances-are-sums-of-entries
            reserved_minor, reserved-is-sum-of-reservations
            """)
    void theCheckFindsWhatSomebodyChangedBehindTheLedger(String column, String proof) {
        deposit(alice, 100);
        database.run("update account set " + column + " = " + column + " + 1 where number = '" + alice + "'");
        try {
            List<LedgerCheck.Result> results = await(new LedgerCheck(database.pool()).run());

            assertThat(results)
                    .filteredOn(result -> !result.ok())
                    .singleElement()
                    .satisfies(found -> assertThat(found.name()).isEqualTo(proof))
                    .satisfies(found -> assertThat(found.detail()).startsWith(alice + ": "));
        } finally {
            database.run("update account set " + column + " = " + column + " - 1 where number = '" + alice + "'");
        }
    }

    @Test
    void theWriteIsShortEnoughToStayPrepared() {
        assertThat(LedgerSql.WRITE).hasSizeLessThan(LedgerSql.PREPARED_LENGTH_MAX);
    }

    @Test
    void aDeclinedOrderLeavesTheTransactionUsable() {
        deposit(alice, 10);
        UUID declined = UUID.randomUUID();
        UUID reserved = UUID.randomUUID();

        LedgerBatch batch = new LedgerBatch(Clock.systemUTC(), ZoneId.of("Asia/Tokyo"));
        List<PostingOutcome> outcomes = await(database.pool().withTransaction(connection -> batch.apply(
                        connection, List.of(LedgerOrder.reserve(posting(declined, alice, bob, 11))))
                .chain(first ->
                        batch.apply(connection, List.of(LedgerOrder.reserve(posting(reserved, alice, bob, 10)))))));

        assertThat(outcomes).containsExactly(new Reserved(reserved));
        assertThat(database.number("select count(*) from transfer where id = '" + declined + "'"))
                .isZero();
    }

    private void deposit(String account, long amount) {
        assertThat(direct(UUID.randomUUID(), funding, account, amount)).isInstanceOf(Posted.class);
    }

    private PostingOutcome direct(UUID id, String from, String to, long amount) {
        return await(engine.submit(LedgerOrder.direct(posting(id, from, to, amount))));
    }

    private PostingOutcome reserve(UUID id, String from, String to, long amount) {
        return await(reserving(id, from, to, amount));
    }

    private PostingOutcome post(UUID id) {
        return await(posting(id));
    }

    private PostingOutcome voidReservation(UUID id) {
        return await(voiding(id));
    }

    private Uni<PostingOutcome> reserving(UUID id, String from, String to, long amount) {
        return engine.submit(LedgerOrder.reserve(posting(id, from, to, amount)));
    }

    private Uni<PostingOutcome> posting(UUID id) {
        return engine.submit(LedgerOrder.post(id));
    }

    private Uni<PostingOutcome> voiding(UUID id) {
        return engine.submit(LedgerOrder.voidReservation(id));
    }

    private LedgerAccount account(String number) {
        return database.account(number);
    }

    private static Posting posting(UUID id, String from, String to, long amount) {
        return new Posting(id, from, to, Money.ofMinor(amount, "JPY"));
    }

    private static List<PostingOutcome> together(List<Uni<PostingOutcome>> asked) {
        return await(Uni.join().all(asked).andFailFast()).stream().collect(Collectors.toList());
    }
}
