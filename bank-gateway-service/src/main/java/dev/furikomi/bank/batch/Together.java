package dev.furikomi.bank.batch;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Function;

/**
 * Fewer waits for the database: statements that do not depend on each other's answers are on the way at the same time,
 * on one connection. Each waits for all, also when one fails, so that nothing is sent after a rollback.
 */
public final class Together {

    /**
     * Begins a batch. Its statements look rows up by keys in arrays of any length: planned anew for each length they cost
     * more than what they do, and planned once while the tables are still small they would scan them when they are large.
     */
    private static final String BEGIN =
            "begin; set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off";

    private Together() {}

    /** Runs work in a transaction, whose beginning is sent ahead of the first statement and not waited for. */
    public static <T> Uni<T> inTransaction(Pool pool, Function<SqlConnection, Uni<T>> work) {
        return pool.getConnection().chain(connection -> {
            Uni<Void> begun = connection
                    .query(BEGIN)
                    .execute()
                    .replaceWithVoid()
                    .memoize()
                    .indefinitely();
            // Sent now: whatever the work sends comes after it.
            begun.subscribe().with(sent -> {}, failure -> {});
            return Uni.createFrom()
                    .deferred(() -> work.apply(connection))
                    .chain(done -> begun.chain(() -> end(connection, "commit")).replaceWith(done))
                    .onFailure()
                    .call(failure -> end(connection, "rollback").onFailure().recoverWithNull())
                    .eventually(connection::close);
        });
    }

    private static Uni<Void> end(SqlConnection connection, String how) {
        return connection.query(how).execute().replaceWithVoid();
    }

    /** Both at once; the first one's answer. */
    public static <T> Uni<T> both(Uni<T> first, Uni<Void> second) {
        return Uni.combine()
                .all()
                .unis(first, second)
                .collectFailures()
                .asTuple()
                .onItem()
                .transform(answers -> answers.getItem1())
                .onFailure(CompositeException.class)
                .transform(failure -> ((CompositeException) failure).getCauses().get(0));
    }

    /** All at once. */
    public static Uni<Void> all(List<Uni<Void>> works) {
        return Uni.join()
                .all(works)
                .andCollectFailures()
                .onFailure(CompositeException.class)
                .transform(failure -> ((CompositeException) failure).getCauses().get(0))
                .replaceWithVoid();
    }
}
