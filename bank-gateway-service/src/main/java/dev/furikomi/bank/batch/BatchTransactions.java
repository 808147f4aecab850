package dev.furikomi.bank.batch;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The transactions of batches, on connections that are opened with {@code plan_cache_mode = force_generic_plan} and
 * {@code enable_seqscan = off}: a batch looks rows up by keys in arrays of any length, and planned anew for each length
 * its statements cost more than what they do.
 *
 * <p>A plan that is kept fits the tables as they were. Made while they were empty, it goes through the whole of them for
 * each batch, until the database analyses them a minute later, say; measured: 18 ms a batch after 180,000 transfers. So a
 * connection drops its plans whenever this process has done twice as many batches as when it made them: a plan from
 * when the tables were empty is gone after a few batches, and the longer the process works, the more rarely is planned. (Not
 * a bound on how much the tables grow under a plan: other replicas add to them, and batches differ in size.)
 */
public final class BatchTransactions {

    /** Below this nothing is gained. */
    private static final long BATCHES_MIN = 8;

    private static final int CONNECTIONS_MAX = 1_000;

    private final Pool pool;
    private final AtomicLong begun = new AtomicLong();
    /** How many batches were begun when a connection planned, by the number of its server process. */
    private final Map<Integer, Long> planned = new ConcurrentHashMap<>();

    public BatchTransactions(Pool pool) {
        this.pool = pool;
    }

    /**
     * Runs work in a transaction, whose beginning is sent ahead of the first statements and waited for with their answers.
     *
     * @param lockWait how long to wait for what others have locked
     * @param look locks and reads, and writes nothing
     * @param change what follows from what was found; not begun when the transaction could not be begun, since without one
     *     each of its statements would be committed alone
     */
    public <F, T> Uni<T> run(
            LockWait lockWait, Function<SqlConnection, Uni<F>> look, BiFunction<SqlConnection, F, Uni<T>> change) {
        return pool.getConnection().chain(connection -> {
            String begin = "begin; " + lockWait.statement();
            Uni<Void> begun = send(connection, arePlansOld(connection) ? "discard plans; " + begin : begin)
                    .memoize()
                    .indefinitely();
            // Sent now: whatever is looked for comes after it.
            begun.subscribe().with(sent -> {}, failure -> {});
            return Uni.createFrom()
                    .deferred(() -> look.apply(connection))
                    .call(() -> begun)
                    .chain(found -> change.apply(connection, found))
                    .call(() -> send(connection, "commit"))
                    .onFailure()
                    .call(failure -> send(connection, "rollback").onFailure().recoverWithNull())
                    .eventually(connection::close);
        });
    }

    private boolean arePlansOld(SqlConnection connection) {
        long now = begun.incrementAndGet();
        int process = PgConnection.cast(connection.getDelegate()).processId();
        if (planned.size() > CONNECTIONS_MAX) {
            planned.clear();
        }
        Long then = planned.putIfAbsent(process, now);
        boolean old = then != null && now >= Math.max(2 * then, BATCHES_MIN);
        if (old) {
            planned.put(process, now);
        }
        return old;
    }

    private static Uni<Void> send(SqlConnection connection, String statement) {
        return connection.query(statement).execute().replaceWithVoid();
    }
}
