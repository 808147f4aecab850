package dev.furikomi.bank.ledger;

import static dev.furikomi.bank.ledger.LedgerDatabase.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.bank.batch.BatchConfig;
import dev.furikomi.bank.ledger.PostingOutcome.Busy;
import dev.furikomi.bank.ledger.PostingOutcome.Declined;
import dev.furikomi.bank.ledger.PostingOutcome.Posted;
import dev.furikomi.bank.ledger.PostingOutcome.Replayed;
import dev.furikomi.bank.ledger.PostingOutcome.Reserved;
import dev.furikomi.bank.ledger.PostingOutcome.Voided;
import dev.furikomi.events.EventName;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import dev.furikomi.events.TransferCompleted;
import dev.furikomi.events.TransferInstruction;
import dev.furikomi.reliable.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The races that other ledgers lost in public, and what a batch must never do to those who share it; three replicas. */
class LedgerRacesTest {

    private static LedgerDatabase database;

    private List<PostingEngine> replicas;
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
        replicas = List.of(database.engine(), database.engine(), database.engine());
        String suffix = UUID.randomUUID().toString();
        alice = "alice-" + suffix;
        bob = "bob-" + suffix;
        database.account(alice, "deposit", "JPY", 0);
        database.account(bob, "deposit", "JPY", 0);
    }

    @AfterEach
    void theBooksAreRight() {
        replicas.forEach(PostingEngine::close);
        assertThat(await(new LedgerCheck(database.pool()).run())).allMatch(LedgerCheck.Result::ok);
    }

    @Test
    void holdsNeverOverspend() {
        deposit(alice, 1_000);

        List<PostingOutcome> outcomes =
                everywhere(90, i -> LedgerOrder.reserve(posting(UUID.randomUUID(), alice, bob, 30)));

        assertThat(outcomes).filteredOn(Reserved.class::isInstance).hasSize(33);
        assertThat(database.account(alice).availableMinor()).isEqualTo(10);
    }

    @Test
    void holdsAndDebitsTogetherNeverOverspend() {
        deposit(alice, 1_000);

        List<PostingOutcome> outcomes = everywhere(
                90,
                i -> i % 2 == 0
                        ? LedgerOrder.reserve(posting(UUID.randomUUID(), alice, bob, 30))
                        : LedgerOrder.direct(posting(UUID.randomUUID(), alice, bob, 30)));

        assertThat(outcomes)
                .filteredOn(outcome -> outcome instanceof Reserved || outcome instanceof Posted)
                .hasSize(33);
    }

    @Test
    void aHoldIsCommittedOnceAndTellsOnce() {
        deposit(alice, 1_000);
        UUID id = UUID.randomUUID();
        await(replicas.get(0).submit(LedgerOrder.reserve(posting(id, alice, bob, 30))));

        List<PostingOutcome> outcomes = everywhere(60, i -> new LedgerOrder.Post(id, List.of(event(id))));

        assertThat(outcomes).filteredOn(Posted.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Replayed.class::isInstance).hasSize(59);
        assertThat(database.account(bob).balanceMinor()).isEqualTo(30);
        assertThat(told(id)).isEqualTo(1);
    }

    @Test
    void aHoldIsCommittedOrVoidedNeverBoth() {
        deposit(alice, 1_000);
        for (int round = 0; round < 10; round++) {
            UUID id = UUID.randomUUID();
            await(replicas.get(0).submit(LedgerOrder.reserve(posting(id, alice, bob, 30))));

            List<PostingOutcome> outcomes =
                    everywhere(12, i -> i % 2 == 0 ? LedgerOrder.post(id) : LedgerOrder.voidReservation(id));

            assertThat(outcomes)
                    .filteredOn(outcome -> outcome instanceof Posted || outcome instanceof Voided)
                    .hasSize(1);
        }
    }

    @Test
    void aRefundThatIsAskedForTwiceAtOnceGivesTheMoneyBackOnce() {
        deposit(alice, 100);
        UUID payment = UUID.randomUUID();
        await(replicas.get(0).submit(LedgerOrder.direct(posting(payment, alice, bob, 100))));
        UUID refund = UUID.nameUUIDFromBytes(("refund of " + payment).getBytes(UTF_8));

        List<PostingOutcome> outcomes = everywhere(30, i -> LedgerOrder.direct(posting(refund, bob, alice, 100)));

        assertThat(outcomes).filteredOn(Posted.class::isInstance).hasSize(1);
        assertThat(database.account(alice).balanceMinor()).isEqualTo(100);
        assertThat(database.account(bob).balanceMinor()).isZero();
    }

    @Test
    void noEventIsLostAndNoneIsToldForWhatWasDeclined() {
        deposit(alice, 1_000);
        List<UUID> ids = IntStream.range(0, 90).mapToObj(i -> UUID.randomUUID()).toList();

        List<PostingOutcome> outcomes = everywhere(
                90, i -> new LedgerOrder.Direct(posting(ids.get(i), alice, bob, 30), List.of(event(ids.get(i)))));

        for (int index = 0; index < outcomes.size(); index++) {
            assertThat(told(ids.get(index))).isEqualTo(outcomes.get(index) instanceof Posted ? 1 : 0);
        }
    }

    @Test
    void oppositeTransfersDoNotDeadlock() {
        List<String> crowd =
                IntStream.range(0, 20).mapToObj(i -> "crowd-" + i + "-" + alice).toList();
        crowd.forEach(number -> database.account(number, "deposit", "JPY", 1_000_000));
        long before = deadlocks();

        List<PostingOutcome> outcomes = everywhere(
                1_200,
                i -> LedgerOrder.direct(
                        posting(UUID.randomUUID(), crowd.get(i % 20), crowd.get((i * 7 + 1 + i / 20) % 20), 1)));

        assertThat(outcomes)
                .allMatch(outcome -> outcome instanceof Posted
                        || outcome instanceof Declined declined && declined.reason() == DeclineReason.SAME_ACCOUNT);
        assertThat(deadlocks()).isEqualTo(before);
    }

    @Test
    void aPoisonedTransferFailsAloneAndItsNeighboursArePosted() {
        deposit(alice, 1_000);
        UUID poisoned = UUID.randomUUID();
        List<Uni<PostingOutcome>> asked = new ArrayList<>();
        try (PostingEngine engine =
                database.engine(Clock.systemUTC(), new BatchConfig(1, 256, 1_000, Duration.ofSeconds(1)))) {
            for (int i = 0; i < 20; i++) {
                asked.add(engine.submit(
                                i == 13
                                        ? new LedgerOrder.Direct(
                                                posting(poisoned, alice, bob, 1), List.of(unwritable(poisoned)))
                                        : LedgerOrder.direct(posting(UUID.randomUUID(), alice, bob, 1)))
                        .onFailure()
                        .recoverWithItem(failure -> new Declined(poisoned, DeclineReason.TRANSFER_UNKNOWN)));
            }

            List<PostingOutcome> outcomes = await(Uni.join().all(asked).andFailFast());

            assertThat(outcomes).filteredOn(Posted.class::isInstance).hasSize(19);
            assertThat(outcomes.get(13)).isInstanceOf(Declined.class);
            assertThat(database.account(bob).balanceMinor()).isEqualTo(19);
            // Nothing of it was kept: without what poisoned it, the same id goes through.
            assertThat(await(engine.submit(LedgerOrder.direct(posting(poisoned, alice, bob, 1)))))
                    .isEqualTo(new Posted(poisoned));
        }
    }

    @Test
    void whoFindsTheQueueFullHearsBusyAndLosesNothing() {
        deposit(alice, 1_000);
        try (PostingEngine engine =
                database.engine(Clock.systemUTC(), new BatchConfig(1, 10, 20, Duration.ofSeconds(3)))) {
            SqlConnection holder = await(database.pool().getConnection());
            await(holder.begin());
            await(holder.query("select 1 from account where number = '" + alice + "' for update")
                    .execute());
            List<LedgerOrder> orders = IntStream.range(0, 40)
                    .<LedgerOrder>mapToObj(i -> LedgerOrder.direct(posting(UUID.randomUUID(), alice, bob, 1)))
                    .toList();
            List<Uni<PostingOutcome>> asked = orders.stream()
                    .map(order -> engine.submit(order).memoize().indefinitely())
                    .toList();
            asked.forEach(answer -> answer.subscribe().with(ignored -> {}, failure -> {}));
            await(holder.query("rollback").execute());
            await(holder.close());

            List<PostingOutcome> outcomes = await(Uni.join().all(asked).andFailFast());

            // One was under way, twenty waited.
            assertThat(outcomes).filteredOn(Posted.class::isInstance).hasSize(21);
            assertThat(outcomes).filteredOn(Busy.class::isInstance).hasSize(19).allMatch(outcome -> ((Busy) outcome)
                    .retryAfter()
                    .equals(Duration.ofSeconds(3)));
            for (int index = 0; index < orders.size(); index++) {
                PostingOutcome again = await(engine.submit(orders.get(index)));
                assertThat(again).isInstanceOf(outcomes.get(index) instanceof Busy ? Posted.class : Replayed.class);
            }
        }
    }

    @Test
    void afterLostConnectionsAskingAgainTellsWhatBecameOfEachTransfer() {
        database.run("update account set overdraft_limit_minor = 1000000 where number = '" + alice + "'");
        List<LedgerOrder> orders = IntStream.range(0, 600)
                .<LedgerOrder>mapToObj(i -> {
                    UUID id = UUID.randomUUID();
                    return new LedgerOrder.Direct(posting(id, alice, bob, 1), List.of(event(id)));
                })
                .toList();
        List<Uni<PostingOutcome>> asked = new ArrayList<>();
        for (int index = 0; index < orders.size(); index++) {
            asked.add(replicas.get(index % 3)
                    .submit(orders.get(index))
                    .onFailure()
                    .recoverWithItem(new Busy(orders.get(index).transferId(), Duration.ZERO))
                    .memoize()
                    .indefinitely());
        }
        asked.forEach(answer -> answer.subscribe().with(ignored -> {}));
        database.run("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()");
        List<PostingOutcome> first = await(Uni.join().all(asked).andFailFast());

        for (int index = 0; index < orders.size(); index++) {
            PostingOutcome again = await(replicas.get(0).submit(orders.get(index)));
            if (first.get(index) instanceof Posted) {
                assertThat(again).isInstanceOf(Replayed.class);
            }
            assertThat(again).isInstanceOfAny(Posted.class, Replayed.class);
            assertThat(told(orders.get(index).transferId())).isEqualTo(1);
        }
        assertThat(database.account(bob).balanceMinor()).isEqualTo(600);
    }

    private void deposit(String account, long amount) {
        assertThat(await(replicas.get(0)
                        .submit(LedgerOrder.direct(posting(UUID.randomUUID(), "funding-jpy", account, amount)))))
                .isInstanceOf(Posted.class);
    }

    private interface Orders {
        LedgerOrder number(int index);
    }

    /** Asked of the replicas in turn, all at once. */
    private List<PostingOutcome> everywhere(int count, Orders orders) {
        List<Uni<PostingOutcome>> asked = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            asked.add(replicas.get(index % replicas.size()).submit(orders.number(index)));
        }
        return await(Uni.join().all(asked).andFailFast());
    }

    private static long told(UUID id) {
        return database.number("select count(*) from outbox_event where subject = '" + id + "'");
    }

    private static long deadlocks() {
        return database.number("select deadlocks from pg_stat_database where datname = current_database()");
    }

    private static Posting posting(UUID id, String from, String to, long amount) {
        return new Posting(id, from, to, Money.ofMinor(amount, "JPY"));
    }

    private static OutgoingEvent event(UUID id) {
        return event(id, id.toString());
    }

    /** PostgreSQL keeps no text with a zero in it. */
    private static OutgoingEvent unwritable(UUID id) {
        return event(id, "\u0000");
    }

    private static OutgoingEvent event(UUID id, String subject) {
        Money amount = Money.ofMinor(30, "JPY");
        TransferInstruction instruction = new TransferInstruction(
                id, id, "1", "r", "hanaya", "MNTOJPJT", new Party("Hanaya", "MNTOJPJT", "1"), amount);
        return new OutgoingEvent(
                EventName.TRANSFER_COMPLETED, "hanaya", subject, 1, new TransferCompleted(instruction, Instant.EPOCH));
    }
}
