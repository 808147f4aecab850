package dev.furikomi.reliable;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the outbox from a thread of its own, while this process holds the lease.
 *
 * <p>It is woken in process right after a commit, by a payload-free NOTIFY from replicas that do not hold the lease,
 * and by a slow poll as the net. Its own thread may block, so signing and Kafka's metadata look-ups touch no event
 * loop.
 */
@ApplicationScoped
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final String CHANNEL = "outbox_event";

    private final Pool pool;
    private final ReliableEventsConfig config;
    private final Map<String, Object> kafka;
    private final OutboxLease lease;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean running;
    private volatile boolean holder;
    private @Nullable Thread thread;
    private volatile @Nullable SqlConnection listening;
    /** Whether the listening connection ended by itself. */
    private volatile boolean lost;

    OutboxRelay(Pool pool, ReliableEventsConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.pool = pool;
        this.config = config;
        this.kafka = kafka;
        this.lease = new OutboxLease(pool, "outbox", config.leaseDuration());
    }

    void start(@Observes StartupEvent started) {
        if (config.relay()) {
            running = true;
            // Read here, so that a service without its key does not start, instead of never publishing.
            EventHeaders headers = new EventHeaders(config.source(), EventSigner.fromFile(config.signingKey()));
            Thread relay = new Thread(() -> run(headers), "outbox-relay");
            relay.setDaemon(true);
            relay.start();
            thread = relay;
        }
    }

    void wake() {
        wakeUps.release();
        if (!holder) {
            pool.query("select pg_notify('" + CHANNEL + "', '')")
                    .execute()
                    .subscribe()
                    .with(sent -> {}, failure -> LOG.debug("No NOTIFY; the holder's poll will find it.", failure));
        }
    }

    /** At the shutdown event and not when the bean is destroyed: by then the pool is closed. */
    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        running = false;
        wakeUps.release();
        Thread relay = thread;
        if (relay != null) {
            relay.join(TimeUnit.SECONDS.toMillis(5));
        }
    }

    private void run(EventHeaders headers) {
        while (running) {
            try {
                publish(headers);
            } catch (RuntimeException failure) {
                // For example a broker whose name cannot be resolved yet.
                LOG.warnf("Publishing starts anew: %s", failure.toString());
                wakeUps.drainPermits();
                pause();
            }
        }
    }

    private void pause() {
        try {
            wakeUps.tryAcquire(config.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            running = false;
            Thread.currentThread().interrupt();
        }
    }

    private void publish(EventHeaders headers) {
        try (Producer<String, byte[]> producer = producer()) {
            OutboxPublisher publisher = new OutboxPublisher(pool, producer, headers, config.batchSize());
            while (running) {
                round(publisher);
                wakeUps.tryAcquire(config.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
                wakeUps.drainPermits();
            }
        } catch (InterruptedException stopped) {
            running = false;
            Thread.currentThread().interrupt();
        } finally {
            stopListening();
            releaseLease();
        }
    }

    private void round(OutboxPublisher publisher) throws InterruptedException {
        try {
            publisher.publishAll(lease);
            holder = lease.isHeld();
            if (holder) {
                listen();
            } else {
                stopListening();
            }
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception failure) {
            // The database or the broker is away: what is committed stays in the table and the next round tries again.
            LOG.warnf("Publishing waits: %s", failure.toString());
            stopListening();
        }
    }

    private void listen() {
        if (listening != null && !lost) {
            return;
        }
        stopListening();
        lost = false;
        SqlConnection connection = pool.getConnection().await().atMost(config.leaseDuration());
        listening = connection;
        PgConnection.cast(connection).notificationHandler(notification -> wakeUps.release());
        connection.closeHandler(() -> {
            lost = connection == listening;
            wakeUps.release();
        });
        connection.query("listen " + CHANNEL).execute().await().atMost(config.leaseDuration());
        wakeUps.release();
    }

    private void stopListening() {
        SqlConnection connection = listening;
        listening = null;
        if (connection != null) {
            connection.closeAndForget();
        }
    }

    private void releaseLease() {
        try {
            lease.release();
        } catch (RuntimeException away) {
            LOG.debug("The lease runs out by itself.", away);
        }
    }

    private Producer<String, byte[]> producer() {
        Map<String, Object> settings = new HashMap<>();
        kafka.forEach((name, value) -> {
            if (ProducerConfig.configNames().contains(name)) {
                settings.put(name, value);
            }
        });
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
