package dev.furikomi.reliable;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.UUID;

/**
 * The right to publish. Time is the database's, so replicas need no common clock; the holder trusts it for half its
 * duration only, measured on its own monotonic clock from before it asked.
 */
final class OutboxLease {

    private static final String ACQUIRE = """
            insert into outbox_lease as lease (name, holder, epoch, expires_at)
            values ($3, $1, 1, clock_timestamp() + $2 * interval '1 millisecond')
            on conflict (name) do update
               set holder = excluded.holder,
                   epoch = case when lease.holder = excluded.holder then lease.epoch else lease.epoch + 1 end,
                   expires_at = excluded.expires_at
             where lease.holder = excluded.holder or lease.expires_at < clock_timestamp()
            returning epoch""";
    private static final String RELEASE =
            "update outbox_lease set expires_at = '-infinity' where name = $2 and holder = $1";

    private final Pool pool;
    private final UUID holder = UUID.randomUUID();
    private final String name;
    private final Duration duration;
    private long epoch;
    private long trustedUntilNanos;

    OutboxLease(Pool pool, String name, Duration duration) {
        this.pool = pool;
        this.name = name;
        this.duration = duration;
    }

    /** Whether this process may publish now; asks the database when the last answer is too old to trust. */
    boolean acquire() {
        if (isTrusted()) {
            return true;
        }
        long askedAt = System.nanoTime();
        RowSet<Row> rows = pool.preparedQuery(ACQUIRE)
                .execute(Tuple.of(holder, duration.toMillis(), name))
                .await()
                .atMost(duration);
        if (rows.size() == 0) {
            epoch = 0;
            return false;
        }
        epoch = rows.iterator().next().getLong("epoch");
        trustedUntilNanos = askedAt + duration.toNanos() / 2;
        return true;
    }

    boolean isTrusted() {
        return epoch != 0 && System.nanoTime() - trustedUntilNanos < 0;
    }

    boolean isHeld() {
        return epoch != 0;
    }

    long epoch() {
        return epoch;
    }

    void release() {
        if (epoch != 0) {
            epoch = 0;
            pool.preparedQuery(RELEASE).execute(Tuple.of(holder, name)).await().atMost(Duration.ofSeconds(2));
        }
    }
}
