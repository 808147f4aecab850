package dev.furikomi.reliable;

import io.vertx.mutiny.sqlclient.Pool;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Tells the replica that holds the lease of commits here: one NOTIFY for all that were made while the last one went. */
final class CommitNotice {

    static final String CHANNEL = "outbox_event";

    private static final Logger LOG = Logger.getLogger(CommitNotice.class);

    private final Pool pool;
    private final AtomicInteger wanted = new AtomicInteger();

    CommitNotice(Pool pool) {
        this.pool = pool;
    }

    void send() {
        if (wanted.getAndUpdate(count -> Math.min(count + 1, 2)) == 0) {
            notifyHolder();
        }
    }

    private void notifyHolder() {
        pool.query("select pg_notify('" + CHANNEL + "', '')")
                .execute()
                .onTermination()
                .invoke(this::sent)
                .subscribe()
                .with(sent -> {}, failure -> LOG.debug("No NOTIFY; the holder's poll will find it.", failure));
    }

    /** One that was wanted meanwhile may be of a commit that the holder did not see yet. */
    private void sent() {
        if (wanted.getAndUpdate(count -> count - 1) > 1) {
            notifyHolder();
        }
    }
}
