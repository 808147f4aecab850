package dev.furikomi.order.live;

import dev.furikomi.order.file.OrderChanged;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Carries the numbers of changed orders between replicas, over PostgreSQL's LISTEN and NOTIFY. */
@ApplicationScoped
class ChangeFeed {

    private static final Logger LOG = Logger.getLogger(ChangeFeed.class);
    private static final String CHANNEL = "order_changed";
    private static final String NOTIFY = "select pg_notify('" + CHANNEL + "', number) from unnest($1::text[]) number";
    private static final long RECONNECT_MILLISECONDS = 2_000;

    private final Pool pool;
    private final Vertx vertx;
    private final OrderWatch watch;
    private final Set<String> untold = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean telling = new AtomicBoolean();
    private volatile boolean running;
    private volatile @Nullable SqlConnection connection;

    ChangeFeed(Pool pool, Vertx vertx, OrderWatch watch) {
        this.pool = pool;
        this.vertx = vertx;
        this.watch = watch;
    }

    void start(@Observes StartupEvent started) {
        running = true;
        listen();
    }

    void stop(@Observes ShutdownEvent stopping) {
        running = false;
        SqlConnection open = connection;
        if (open != null) {
            open.closeAndForget();
        }
    }

    /** After the commit: tells this process directly and the other replicas through the database. */
    void changed(@Observes OrderChanged change) {
        watch.refresh(change.orderNumber());
        untold.add(change.orderNumber());
        tell();
    }

    /** What changes while a notification is on its way goes with the next one. */
    private void tell() {
        if (untold.isEmpty() || !telling.compareAndSet(false, true)) {
            return;
        }
        String[] numbers = untold.toArray(String[]::new);
        untold.removeAll(Set.of(numbers));
        pool.preparedQuery(NOTIFY)
                .execute(Tuple.tuple().addArrayOfString(numbers))
                .onTermination()
                .invoke(() -> {
                    telling.set(false);
                    tell();
                })
                .subscribe()
                .with(sent -> {}, failure -> LOG.debug("No NOTIFY; the poll will find the change.", failure));
    }

    private void listen() {
        pool.getConnection()
                .chain(opened -> {
                    connection = opened;
                    opened.closeHandler(this::again);
                    ((PgConnection) opened.getDelegate())
                            .notificationHandler(notification -> watch.refresh(notification.getPayload()));
                    return opened.query("listen " + CHANNEL).execute();
                })
                .subscribe()
                .with(listening -> watch.refreshAll(), failure -> {
                    LOG.debugf("Not listening for changed orders: %s", failure);
                    again();
                });
    }

    private void again() {
        if (running) {
            vertx.setTimer(RECONNECT_MILLISECONDS, timer -> {
                if (running) {
                    listen();
                }
            });
        }
    }
}
