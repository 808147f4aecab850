package dev.furikomi.bank.ledger;

import static dev.furikomi.bank.ledger.LedgerDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.furikomi.bank.batch.BatchConfig;
import dev.furikomi.bank.batch.BatchDeadlineException;
import dev.furikomi.bank.ledger.PostingOutcome.Busy;
import dev.furikomi.bank.ledger.PostingOutcome.Posted;
import dev.furikomi.bank.ledger.PostingOutcome.Replayed;
import dev.furikomi.events.Money;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Neither a row that somebody holds nor a connection that falls silent stops an engine. */
class LedgerPatienceTest {

    private static final BatchConfig IMPATIENT =
            new BatchConfig(1, 256, 1_000, Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(2));

    private static LedgerDatabase database;
    private static int cases;

    private String alice;
    private String bob;
    private String carol;

    @BeforeAll
    static void startDatabase() {
        database = new LedgerDatabase();
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @BeforeEach
    void openAccounts() {
        cases++;
        alice = open("alice");
        bob = open("bob");
        carol = open("carol");
    }

    @Test
    void whoNeedsARowThatSomebodyHoldsHearsBusyAndTheOthersArePosted() {
        SqlConnection holder = holding(carol);
        try (PostingEngine engine = database.engine(Clock.systemUTC(), IMPATIENT)) {
            List<LedgerOrder> orders = new ArrayList<>();
            for (int index = 0; index < 20; index++) {
                orders.add(order(index % 10 == 3 ? carol : alice, bob));
            }

            List<PostingOutcome> outcomes = together(engine, orders);

            for (int index = 0; index < orders.size(); index++) {
                assertThat(outcomes.get(index)).isInstanceOf(index % 10 == 3 ? Busy.class : Posted.class);
            }
            await(holder.query("rollback").execute());
            await(holder.close());
            for (int index = 0; index < orders.size(); index++) {
                assertThat(await(engine.submit(orders.get(index))))
                        .isInstanceOf(index % 10 == 3 ? Posted.class : Replayed.class);
            }
        }
        assertThat(database.account(bob).balanceMinor()).isEqualTo(1_020);
    }

    @Test
    void aDatabaseProcessThatFallsSilentStopsNobodyElseAndAskingAgainTellsTheRest() throws Exception {
        try (PostingEngine engine = database.engine(Clock.systemUTC(), IMPATIENT)) {
            SqlConnection holder = holding(alice);
            LedgerOrder order = order(alice, bob);
            CompletableFuture<PostingOutcome> waiting =
                    engine.submit(order).subscribeAsCompletionStage().toCompletableFuture();
            long process = waitingForALock();
            signal(process, "STOP");
            try {
                await(holder.query("rollback").execute());
                await(holder.close());

                assertThatThrownBy(waiting::get).hasRootCauseInstanceOf(BatchDeadlineException.class);
                LedgerOrder other = order(carol, bob);
                assertThat(await(engine.submit(other))).isEqualTo(new Posted(other.transferId()));
            } finally {
                signal(process, "CONT");
            }

            // It may have been posted after all; once is what counts.
            Awaitility.await().untilAsserted(() -> assertThat(await(engine.submit(order)))
                    .isInstanceOfAny(Posted.class, Replayed.class));
        }
        assertThat(database.account(bob).balanceMinor()).isEqualTo(1_002);
        assertThat(database.account(alice).balanceMinor()).isEqualTo(999);
    }

    private static SqlConnection holding(String account) {
        SqlConnection holder = await(database.pool().getConnection());
        await(holder.query("begin").execute());
        await(holder.query("select 1 from account where number = '" + account + "' for update")
                .execute());
        return holder;
    }

    private static long waitingForALock() {
        return Awaitility.await()
                .until(
                        () -> database.number(
                                "select coalesce(max(pid), 0) from pg_stat_activity where wait_event_type = 'Lock'"),
                        process -> process > 0);
    }

    private static void signal(long process, String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).isZero();
    }

    private static List<PostingOutcome> together(PostingEngine engine, List<LedgerOrder> orders) {
        return await(
                Uni.join().all(orders.stream().map(engine::submit).toList()).andFailFast());
    }

    private static LedgerOrder order(String from, String to) {
        return LedgerOrder.direct(new Posting(UUID.randomUUID(), from, to, Money.ofMinor(1, "JPY")));
    }

    private static String open(String name) {
        String number = name + "-" + cases;
        database.account(number, "deposit", "JPY", 0);
        database.account("funding-" + number, "suspense", "JPY", 1_000);
        try (PostingEngine engine = database.engine()) {
            LedgerOrder deposit = LedgerOrder.direct(
                    new Posting(UUID.randomUUID(), "funding-" + number, number, Money.ofMinor(1_000, "JPY")));
            assertThat(await(engine.submit(deposit))).isInstanceOf(Posted.class);
        }
        return number;
    }
}
