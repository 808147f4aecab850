package dev.furikomi.bank.batch;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import java.util.List;
import java.util.function.Function;

/**
 * Fewer waits for the database: statements that do not depend on each other's answers are on the way at the same time,
 * on one connection. Each waits for all, also when one fails, so that nothing is sent after a rollback.
 */
public final class Together {

    private Together() {}

    /** Runs work in a transaction, whose beginning is sent ahead of the first statement and not waited for. */
    public static <T> Uni<T> inTransaction(Pool pool, Function<SqlConnection, Uni<T>> work) {
        return pool.getConnection().chain(connection -> {
            Uni<Transaction> begun = connection.begin().memoize().indefinitely();
            // Sent now: whatever the work sends comes after it.
            begun.subscribe().with(transaction -> {}, failure -> {});
            return Uni.createFrom()
                    .deferred(() -> work.apply(connection))
                    .chain(done -> begun.chain(Transaction::commit).replaceWith(done))
                    .onFailure()
                    .call(failure ->
                            begun.chain(Transaction::rollback).onFailure().recoverWithNull())
                    .eventually(connection::close);
        });
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
