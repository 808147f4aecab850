package dev.furikomi.reliable;

import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the outbox of one database from a thread of its own, while this process holds the lease. Services have one
 * as a bean; whoever has none makes one and tells it of each commit.
 *
 * <p>It is woken in process right after a commit, by a payload-free NOTIFY from replicas that do not hold the lease,
 * and by a slow poll as the net.
 */
public final class OutboxRelay implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int SIGNERS = 2;
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final Pool pool;
    private final RelaySettings settings;
    private final Supplier<Producer<String, byte[]>> producers;
    private final EventHeaders headers;
    private final OutboxLease lease;
    private final PausedTopics paused;
    private final CommitNotice notice;
    private final Signal signal = new Signal();
    private final ExecutorService signers =
            Executors.newFixedThreadPool(SIGNERS, work -> daemon(work, "outbox-signer"));
    private volatile boolean running;
    private @Nullable Thread thread;

    /**
     * A relay that is not yet running.
     *
     * @param kafka settings of the producer, at least {@code bootstrap.servers}
     */
    public OutboxRelay(Pool pool, Map<String, Object> kafka, RelaySettings settings) {
        this(pool, () -> producer(kafka), settings, "outbox");
    }

    OutboxRelay(Pool pool, Supplier<Producer<String, byte[]>> producers, RelaySettings settings, String leaseName) {
        this.pool = pool;
        this.settings = settings;
        this.producers = producers;
        this.headers = new EventHeaders(settings.source(), new EventSigner(settings.signingKey()));
        this.lease = new OutboxLease(pool, leaseName, settings.lease());
        this.paused = new PausedTopics(settings.pollInterval());
        this.notice = new CommitNotice(pool);
    }

    /** Begins to publish as soon as the lease is free. */
    public void start() {
        running = true;
        thread = daemon(this::run, "outbox-relay");
        thread.start();
    }

    /** Something was committed: publishes it, or tells the holder. Cheap enough for each commit. */
    public void wake() {
        if (lease.isTrusted()) {
            signal.raiseForCommit();
        } else {
            notice.send();
        }
    }

    /** Lets what is on its way arrive, gives the lease back and ends. */
    @Override
    public void close() {
        running = false;
        signal.raise();
        Thread relay = thread;
        if (relay != null) {
            try {
                relay.join(FAREWELL.toMillis());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        signers.shutdownNow();
    }

    private void run() {
        while (running) {
            try {
                if (lease.acquire()) {
                    publish();
                } else {
                    signal.await(settings.pollInterval());
                }
            } catch (SendFailedException refused) {
                LOG.warnf("Publishing waits: %s", refused.getMessage());
                paused.pause(refused.topic());
            } catch (InterruptedException stopped) {
                running = false;
            } catch (RuntimeException failure) {
                // The database or the broker is away: what is committed stays in the table.
                LOG.warnf("Publishing waits: %s", failure.toString());
                rest();
            }
        }
        releaseLease();
    }

    private void publish() throws InterruptedException, SendFailedException {
        SqlConnection connection = pool.getConnection().await().atMost(OutboxTable.PATIENCE);
        try {
            listen(connection);
            EventSender sender = new EventSender(producers.get(), signal);
            OutboxTable table = new OutboxTable(pool, connection);
            try (RelaySession session =
                    new RelaySession(settings, table, lease, sender, headers, signers, paused, signal)) {
                session.run(() -> running);
            }
        } finally {
            giveBack(connection);
        }
    }

    private void listen(SqlConnection connection) {
        PgConnection.cast(connection).notificationHandler(notification -> signal.raiseForCommit());
        connection.closeHandler(signal::raiseForCommit);
        // With wrong statistics of a table that is mostly empty, a scan of all its pages looks cheap.
        connection
                .query("set enable_seqscan = off; listen " + CommitNotice.CHANNEL)
                .execute()
                .await()
                .atMost(OutboxTable.PATIENCE);
    }

    private static void giveBack(SqlConnection connection) {
        connection
                .query("unlisten *; reset enable_seqscan")
                .execute()
                .onTermination()
                .call(connection::close)
                .subscribe()
                .with(done -> {}, gone -> LOG.debugf("The connection had ended: %s", gone));
    }

    private void rest() {
        try {
            signal.await(settings.pollInterval());
        } catch (InterruptedException stopped) {
            running = false;
        }
    }

    private void releaseLease() {
        try {
            lease.release();
        } catch (RuntimeException away) {
            LOG.debug("The lease runs out by itself.", away);
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private static Producer<String, byte[]> producer(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>();
        kafka.forEach((name, value) -> {
            if (ProducerConfig.configNames().contains(name)) {
                settings.put(name, value);
            }
        });
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
