package dev.furikomi.reliable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.furikomi.events.EventJson;
import dev.furikomi.events.EventName;
import dev.furikomi.events.OrderCancelled;
import dev.furikomi.quickstart.embedded.KafkaTestResource;
import dev.furikomi.quickstart.embedded.PostgresTestResource;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.vertx.RunOnVertxContext;
import io.quarkus.test.vertx.UniAsserter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Outbox to broker to inbox, with a real PostgreSQL and a real broker. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(
        value = KafkaTestResource.class,
        initArgs = @ResourceArg(name = "topics", value = "order-cancelled.hanaya"))
@QuarkusTestResource(SigningKeyTestResource.class)
class ReliableEventsTest {

    private static final Instant AT = Instant.parse("2026-11-22T03:10:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Outbox outbox;

    @Inject
    CancelledOrders orders;

    @Inject
    Pool pool;

    @Inject
    ReliableEventsConfig config;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @BeforeEach
    void makeTheTable() {
        pool.query(CancelledOrders.TABLE).execute().await().indefinitely();
    }

    @Test
    void anEventOfACommittedTransactionTakesEffectOnce() {
        commit(List.of(cancelled("A-1", 1)));

        await().atMost(PATIENCE).until(() -> orders.noted("A-1") == 1);
        await().atMost(PATIENCE).until(() -> count("outbox_event") == 0);
        assertThat(orders.noted("A-1")).isEqualTo(1);
    }

    @Test
    void anEventOfARolledBackTransactionIsNeverPublished() {
        Uni<Object> rolledBack =
                pool.withTransaction(connection -> outbox.write(connection, List.of(cancelled("R-1", 1)))
                        .chain(() -> Uni.createFrom().failure(new IllegalStateException("rolled back"))));
        rolledBack.onFailure().recoverWithNull().await().atMost(PATIENCE);
        outbox.wake();
        commit(List.of(cancelled("R-2", 1)));

        await().atMost(PATIENCE).until(() -> orders.noted("R-2") == 1);
        assertThat(orders.noted("R-1")).isZero();
    }

    @Test
    @RunOnVertxContext
    void aHibernateSessionWritesIntoItsOwnTransaction(UniAsserter asserter) {
        asserter.execute(() -> Panache.withTransaction(
                () -> Panache.getSession().chain(session -> outbox.write(session, List.of(cancelled("H-1", 1))))));
        asserter.execute(outbox::wake);
        asserter.assertThat(() -> seen("H-1"), found -> assertThat(found).isTrue());
    }

    @Test
    void manyEventsOfOneAggregateKeepTheirOrderAndNoneIsLostOrDoubled() {
        commit(IntStream.range(0, 1_200)
                .mapToObj(i -> cancelled("one aggregate", "M-" + i, i))
                .toList());

        await().atMost(PATIENCE).until(() -> orders.noted("M-1199") == 1);
        assertThat(count("noted where order_number like 'M-%'")).isEqualTo(1_200);
        assertThat(count("(select order_number, row_number() over (order by place) as turn from noted"
                        + " where order_number like 'M-%') as n where order_number <> 'M-' || (turn - 1)"))
                .isZero();
    }

    @Test
    void aRecordThatComesTwiceTakesEffectOnce() {
        ProducerRecord<String, byte[]> record = signed("D-1");
        send(record);
        send(record);
        commit(List.of(cancelled("D-2", 1)));

        await().atMost(PATIENCE).until(() -> orders.noted("D-2") == 1);
        assertThat(orders.noted("D-1")).isEqualTo(1);
    }

    @Test
    void aForgedEventIsParkedAndTheNextOneIsTaken() {
        ProducerRecord<String, byte[]> forged = new ProducerRecord<>("order-cancelled.hanaya", "F-1", "{}".getBytes());
        forged.headers().add("ce_specversion", "1.0".getBytes());
        forged.headers().add("ce_id", new byte[] {0, 'x'});
        send(forged);
        commit(List.of(cancelled("F-2", 1)));

        await().atMost(PATIENCE).until(() -> orders.noted("F-2") == 1);
        assertThat(count("parked_event where record_key = 'F-1' and reason = 'not-a-signed-cloud-event'"))
                .isEqualTo(1);
    }

    @Test
    void anEventThatCannotBeAppliedIsParkedWholeAndLeavesNothingHalfDone() {
        commit(List.of(cancelled("FAIL-1", 1), cancelled("AFTER-1", 1)));

        await().atMost(PATIENCE).until(() -> orders.noted("AFTER-1") == 1);
        assertThat(orders.noted("FAIL-1")).isZero();
        assertThat(count("parked_event where record_key = 'FAIL-1' and reason = 'application-failed'"
                        + " and payload is not null and headers like '%ce_signature%'"))
                .isEqualTo(1);
    }

    @Test
    void aBrokenConnectionIsTriedAgainAndSkipsNothing() {
        pool.query("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
                        + " and datname = current_database()")
                .execute()
                .onFailure()
                .retry()
                .atMost(3)
                .await()
                .atMost(PATIENCE);
        Uni.createFrom()
                .voidItem()
                .invoke(() -> commit(List.of(cancelled("C-1", 1))))
                .onFailure()
                .retry()
                .atMost(10)
                .await()
                .atMost(PATIENCE);

        await().atMost(PATIENCE).until(() -> orders.noted("C-1") == 1);
        assertThat(count("parked_event where record_key = 'C-1'")).isZero();
    }

    @Test
    void onlyOneHolderHasTheLeaseAndTheNextOneHasAHigherEpoch() {
        OutboxLease first = new OutboxLease(pool, "lease-test", Duration.ofMillis(600));
        OutboxLease second = new OutboxLease(pool, "lease-test", Duration.ofMillis(600));

        assertThat(first.acquire()).isTrue();
        assertThat(second.acquire()).isFalse();
        await().atMost(PATIENCE).until(second::acquire);

        assertThat(first.isTrusted()).isFalse();
        assertThat(second.epoch()).isGreaterThan(first.epoch());
        assertThat(first.acquire()).isFalse();
        second.release();
        assertThat(first.acquire()).isTrue();
    }

    private void commit(List<OutgoingEvent> events) {
        pool.withTransaction(connection -> outbox.write(connection, events))
                .await()
                .atMost(PATIENCE);
        outbox.wake();
    }

    private Uni<Boolean> seen(String orderNumber) {
        return pool.preparedQuery("select 1 from noted where order_number = $1")
                .execute(Tuple.of(orderNumber))
                .map(rows -> rows.size() == 1)
                .onItem()
                .transformToUni(found -> found
                        ? Uni.createFrom().item(true)
                        : Uni.createFrom().failure(new IllegalStateException("not yet")))
                .onFailure(IllegalStateException.class)
                .retry()
                .withBackOff(Duration.ofMillis(50), Duration.ofMillis(200))
                .expireIn(PATIENCE.toMillis());
    }

    private static OutgoingEvent cancelled(String orderNumber, long sequence) {
        return cancelled(orderNumber, orderNumber, sequence);
    }

    private static OutgoingEvent cancelled(String subject, String orderNumber, long sequence) {
        return new OutgoingEvent(
                EventName.ORDER_CANCELLED, "hanaya", subject, sequence, new OrderCancelled(orderNumber, "hanaya", AT));
    }

    private long count(String from) {
        return pool.query("select count(*) from " + from)
                .execute()
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    private ProducerRecord<String, byte[]> signed(String orderNumber) {
        String data = EventJson.write(new OrderCancelled(orderNumber, "hanaya", AT));
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>("order-cancelled.hanaya", orderNumber, data.getBytes());
        new EventHeaders(config.source(), EventSigner.fromFile(config.signingKey()))
                .addTo(
                        record.headers(),
                        new PendingEvent(1, UUID.randomUUID(), "order-cancelled", "hanaya", orderNumber, 1, AT, data));
        return record;
    }

    private void send(ProducerRecord<String, byte[]> record) {
        Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", bootstrapServers));
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(record);
        }
    }
}
