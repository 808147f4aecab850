package dev.furikomi.reliable;

import io.smallrye.mutiny.Uni;
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
    private volatile long epoch;
    private volatile long trustedUntilNanos;

    OutboxLease(Pool pool, String name, Duration duration) {
        this.pool = pool;
        this.name = name;
        this.duration = duration;
    }

    /** Whether this process may publish now; asks the database when the last answer is too old to trust. */
    boolean acquire() {
        return isTrusted() || ask().await().atMost(duration);
    }

    /** Asks the database for the lease, or for more of it. */
    Uni<Boolean> ask() {
        return Uni.createFrom().deferred(() -> {
            long askedAt = System.nanoTime();
            return pool.preparedQuery(ACQUIRE)
                    .execute(Tuple.of(holder, duration.toMillis(), name))
                    .map(rows -> take(rows, askedAt))
                    .ifNoItem()
                    .after(duration)
                    .fail();
        });
    }

    private boolean take(RowSet<Row> rows, long askedAt) {
        if (rows.size() == 0) {
            epoch = 0;
            return false;
        }
        trustedUntilNanos = askedAt + duration.toNanos() / 2;
        epoch = rows.iterator().next().getLong("epoch");
        return true;
    }

    /** Whether a fifth of the trust is used up, so that it is time to ask again. */
    boolean isDue() {
        return trustedUntilNanos - System.nanoTime() < duration.toNanos() * 2 / 5;
    }

    boolean isTrusted() {
        return epoch != 0 && System.nanoTime() - trustedUntilNanos < 0;
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
