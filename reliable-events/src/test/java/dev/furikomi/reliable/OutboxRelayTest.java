package dev.furikomi.reliable;

import static dev.furikomi.reliable.OutboxDatabase.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the relay owes when the broker, the lease or another transaction is not as it should be. */
class OutboxRelayTest {

    private static final Duration PATIENCE = OutboxDatabase.PATIENCE;
    private static OutboxDatabase database;

    private final FaultyBroker broker = new FaultyBroker();
    private final List<OutboxRelay> relays = new ArrayList<>();

    @BeforeAll
    static void start() {
        database = new OutboxDatabase();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.run("delete from outbox_event");
        database.run("delete from outbox_lease");
    }

    @AfterEach
    void closeRelays() {
        relays.forEach(OutboxRelay::close);
    }

    @Test
    void anEventWhoseSendFailedIsNotDeletedAndNoLaterOneOfItsKeyOvertakesIt() {
        AtomicInteger refusals = new AtomicInteger(2);
        broker.refusal = record -> FaultyBroker.name(record).equals("A 7") && refusals.getAndDecrement() > 0;
        OutboxRelay relay = relay();

        database.commit(
                IntStream.range(0, 200)
                        .mapToObj(i -> event("hanaya", "A", "A-" + i, i))
                        .toList(),
                relay::wake);

        await().atMost(PATIENCE).until(() -> rows() == 0);
        assertThat(new LinkedHashSet<>(broker.taken))
                .containsExactlyElementsOf(
                        IntStream.range(0, 200).mapToObj(i -> "A " + i).toList());
        assertThat(broker.taken.indexOf("A 8")).isGreaterThan(broker.taken.indexOf("A 7"));
    }

    @Test
    void aTopicThatRefusesKeepsItsEventsAndDoesNotHoldUpTheOthers() {
        broker.refusal = record -> record.topic().endsWith(".kiosk");
        OutboxRelay relay = relay();

        database.commit(List.of(event("kiosk", "K", "K-1", 1), event("hanaya", "H", "H-1", 1)), relay::wake);
        await().atMost(PATIENCE).until(() -> broker.taken.contains("H 1") && rows() == 1);
        database.commit(List.of(event("kiosk", "K", "K-2", 2), event("hanaya", "H", "H-2", 2)), relay::wake);
        await().atMost(PATIENCE).until(() -> broker.taken.contains("H 2") && rows() == 2);

        broker.refusal = record -> false;
        await().atMost(PATIENCE).until(() -> rows() == 0);
        assertThat(broker.taken).contains("K 1", "K 2");
        assertThat(broker.taken.indexOf("K 1")).isLessThan(broker.taken.indexOf("K 2"));
    }

    @Test
    void whoLosesTheLeaseInTheMiddlePublishesNothingMoreAndDeletesNothing() {
        broker.silent = true;
        OutboxRelay relay = relay();
        database.commit(List.of(event("hanaya", "L", "L-1", 1)), relay::wake);
        await().atMost(PATIENCE).until(() -> broker.taken.contains("L 1"));

        database.run("update outbox_lease set holder = gen_random_uuid(), epoch = epoch + 1,"
                + " expires_at = clock_timestamp() + interval '1 hour'");
        await().atMost(PATIENCE).until(() -> broker.closedProducers.get() > 0);
        List<String> before = List.copyOf(broker.taken);
        broker.silent = false;
        database.commit(List.of(event("hanaya", "L", "L-2", 2)), relay::wake);

        await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> broker.taken.equals(before));
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void anEventThatCommitsLateIsNotPassedOver() {
        OutboxRelay relay = relay();
        SqlConnection late = OutboxDatabase.await(database.pool().getConnection());
        var transaction = OutboxDatabase.await(late.begin());
        OutboxDatabase.await(OutboxDatabase.outbox(() -> {}).write(late, List.of(event("hanaya", "LATE", "LATE", 1))));
        for (int round = 0; round < 20; round++) {
            rolledBack();
            String subject = "EARLY" + round;
            database.commit(List.of(event("hanaya", subject, subject, 1)), relay::wake);
            await().atMost(PATIENCE).until(() -> broker.taken.contains(subject + " 1"));
        }

        OutboxDatabase.await(transaction.commit());
        relay.wake();

        await().atMost(PATIENCE).until(() -> broker.taken.contains("LATE 1") && rows() == 0);
        OutboxDatabase.await(late.close());
        assertThat(broker.taken).doesNotHaveDuplicates().hasSize(21);
    }

    @Test
    void aBacklogOfFiftyThousandDrainsCompletelyAndInOrderPerKey() {
        for (int batch = 0; batch < 50; batch++) {
            int first = batch * 1_000;
            database.commit(
                    IntStream.range(first, first + 1_000)
                            .mapToObj(i -> event("hanaya", "B" + i % 700, "B-" + i, i / 700))
                            .toList(),
                    () -> {});
        }
        relay();

        await().atMost(PATIENCE).until(() -> rows() == 0);
        assertThat(broker.taken).hasSize(50_000).doesNotHaveDuplicates();
        Map<String, Integer> next = new HashMap<>();
        for (String name : broker.taken) {
            String[] parts = name.split(" ");
            assertThat(Integer.parseInt(parts[1])).isEqualTo(next.merge(parts[0], 1, Integer::sum) - 1);
        }
    }

    @Test
    void ofTwoRelaysOnlyOnePublishesAndTheOtherTakesOverWhenItEnds() {
        OutboxRelay first = relay();
        database.commit(List.of(event("hanaya", "T", "T-1", 1)), first::wake);
        await().atMost(PATIENCE).until(() -> broker.taken.contains("T 1"));
        OutboxRelay second = relay();

        for (int i = 2; i <= 50; i++) {
            database.commit(List.of(event("hanaya", "T", "T-" + i, i)), i % 2 == 0 ? first::wake : second::wake);
        }
        first.close();
        database.commit(List.of(event("hanaya", "T", "T-51", 51)), second::wake);

        await().atMost(PATIENCE).until(() -> broker.taken.contains("T 51") && rows() == 0);
        assertThat(new LinkedHashSet<>(broker.taken))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 51).mapToObj(i -> "T " + i).toList());
    }

    @Test
    void theTableDoesNotGrowWithTheNumberOfEventsThatWentThroughIt() {
        OutboxRelay relay = relay();
        List<Long> sizes = new ArrayList<>();
        for (int cycle = 0; cycle < 12; cycle++) {
            int first = cycle * 10_000;
            for (int batch = 0; batch < 10; batch++) {
                database.commit(
                        IntStream.range(0, 1_000)
                                .mapToObj(i -> event("hanaya", "S" + (first + i), "S", 1))
                                .toList(),
                        relay::wake);
            }
            await().atMost(PATIENCE).until(() -> rows() == 0);
            sizes.add(database.number("select pg_total_relation_size('outbox_event')"));
        }

        assertThat(sizes.get(11)).isLessThan(sizes.get(5) * 3 / 2);
    }

    @Test
    void aDeletionDoesNotWaitForItsFlushAndNothingElseIsLessDurableForIt() {
        database.run("create table flush_at_commit (setting text)");
        database.run("""
                create function note_flush() returns trigger language plpgsql as $$
                begin
                    insert into flush_at_commit values (current_setting('synchronous_commit'));
                    return null;
                end $$""");
        database.run("create constraint trigger note_flush after insert or delete on outbox_event"
                + " deferrable initially deferred for each row execute function note_flush()");
        try {
            OutboxRelay relay = relay();
            for (int i = 0; i < 20; i++) {
                database.commit(List.of(event("hanaya", "F" + i, "F-" + i, 1)), relay::wake);
                await().atMost(PATIENCE).until(() -> rows() == 0);
            }

            assertThat(database.number("select count(*) from flush_at_commit where setting = 'on'"))
                    .isEqualTo(20);
            assertThat(database.number("select count(*) from flush_at_commit where setting = 'off'"))
                    .isEqualTo(20);
        } finally {
            database.run("drop function note_flush cascade");
            database.run("drop table flush_at_commit");
        }
    }

    private void rolledBack() {
        OutboxDatabase.await(database.pool()
                .withTransaction(connection -> OutboxDatabase.outbox(() -> {})
                        .write(connection, List.of(event("hanaya", "GONE", "GONE", 1)))
                        .chain(() -> Uni.createFrom().<Void>failure(new IllegalStateException("as asked for"))))
                .onFailure()
                .recoverWithNull());
    }

    private OutboxRelay relay() {
        RelaySettings settings = new RelaySettings(
                "/merchants/hanaya/orders",
                EventVerifierTest.key("orders-1"),
                2_000,
                10_000,
                Duration.ofSeconds(2),
                Duration.ofMillis(100));
        OutboxRelay relay = new OutboxRelay(database.pool(), broker::producer, settings, "outbox");
        relays.add(relay);
        relay.start();
        return relay;
    }

    private long rows() {
        return database.number("select count(*) from outbox_event");
    }
}
