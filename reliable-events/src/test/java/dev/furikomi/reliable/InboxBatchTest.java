package dev.furikomi.reliable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.events.EventJson;
import dev.furikomi.events.OrderCancelled;
import dev.furikomi.quickstart.embedded.KafkaTestResource;
import dev.furikomi.quickstart.embedded.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that come together: one transaction when all is well, each alone when not. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(
        value = KafkaTestResource.class,
        initArgs = @ResourceArg(name = "topics", value = "order-cancelled.hanaya"))
@QuarkusTestResource(SigningKeyTestResource.class)
class InboxBatchTest {

    private static final Instant AT = Instant.parse("2026-11-22T03:10:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicLong OFFSETS = new AtomicLong(1_000_000);

    @Inject
    CancelledOrders orders;

    @Inject
    Pool pool;

    @Inject
    ReliableEventsConfig config;

    private final List<String> announced = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void makeTheTable() {
        pool.query(CancelledOrders.TABLE).execute().await().atMost(PATIENCE);
        pool.query("delete from noted").execute().await().atMost(PATIENCE);
    }

    @Test
    void whatComesTogetherTakesEffectOnceAndInOneTransaction() {
        List<ConsumerRecord<String, byte[]>> records =
                IntStream.range(0, 50).mapToObj(i -> record("B-" + i)).toList();

        apply(records);
        apply(records);

        assertThat(count("noted")).isEqualTo(50);
        assertThat(count("(select distinct xmin::text from noted) as transactions"))
                .isEqualTo(1);
        assertThat(announced).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void anEventThatIsTwiceInOneBatchTakesEffectOnce() {
        ConsumerRecord<String, byte[]> twice = record("T-1");

        apply(List.of(twice, record("T-2"), twice));

        assertThat(orders.noted("T-1")).isEqualTo(1);
        assertThat(announced).containsExactlyInAnyOrder("T-1", "T-2");
    }

    @Test
    void aBadOneIsParkedAloneAndItsNeighboursTakeEffect() {
        ConsumerRecord<String, byte[]> forged = record("FORGED");
        forged.headers().remove("ce_sequence").add("ce_sequence", "9".getBytes(StandardCharsets.UTF_8));

        apply(List.of(record("N-1"), record("FAIL-N"), forged, record("N-2")));

        assertThat(announced).containsExactlyInAnyOrder("N-1", "N-2");
        assertThat(orders.noted("N-1") + orders.noted("N-2")).isEqualTo(2);
        assertThat(orders.noted("FAIL-N") + orders.noted("FORGED")).isZero();
        assertThat(count("parked_event where record_key = 'FAIL-N' and reason = 'application-failed'"))
                .isEqualTo(1);
        assertThat(count("parked_event where record_key = 'FORGED' and reason = 'header-differs-sequence'"))
                .isEqualTo(1);
    }

    private void apply(List<ConsumerRecord<String, byte[]>> records) {
        orders.together(records, announced).await().atMost(PATIENCE);
    }

    private ConsumerRecord<String, byte[]> record(String orderNumber) {
        String data = EventJson.write(new OrderCancelled(orderNumber, "hanaya", AT));
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(
                "order-cancelled.hanaya",
                0,
                OFFSETS.incrementAndGet(),
                orderNumber,
                data.getBytes(StandardCharsets.UTF_8));
        new EventHeaders(config.source(), EventSigner.fromFile(config.signingKey()))
                .addTo(
                        record.headers(),
                        new PendingEvent(1, UUID.randomUUID(), "order-cancelled", "hanaya", orderNumber, 1, AT, data));
        return record;
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
}
