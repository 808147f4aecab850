package dev.furikomi.bank.batch;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.tuples.Functions;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Fewer waits for the database: statements that do not depend on each other's answers are on the way at the same time,
 * on one connection, and run there in the order in which they were sent. Each waits for all, also when one fails, so that
 * nothing is sent after a rollback.
 */
public final class Together {

    private Together() {}

    /** Both at once; the first one's answer. */
    public static <T> Uni<T> both(Uni<T> first, Uni<Void> second) {
        return all(first, second, (answer, done) -> answer);
    }

    /** Both at once. */
    public static <A, B, T> Uni<T> all(Uni<A> first, Uni<B> second, BiFunction<A, B, T> combined) {
        return firstCause(
                Uni.combine().all().unis(first, second).collectFailures().with(combined));
    }

    /** All three at once. */
    public static <A, B, C, T> Uni<T> all(
            Uni<A> first, Uni<B> second, Uni<C> third, Functions.Function3<A, B, C, T> combined) {
        return firstCause(
                Uni.combine().all().unis(first, second, third).collectFailures().with(combined));
    }

    /** All four at once. */
    public static <A, B, C, D, T> Uni<T> all(
            Uni<A> first, Uni<B> second, Uni<C> third, Uni<D> fourth, Functions.Function4<A, B, C, D, T> combined) {
        return firstCause(Uni.combine()
                .all()
                .unis(first, second, third, fourth)
                .collectFailures()
                .with(combined));
    }

    /** All at once. */
    public static Uni<Void> all(List<Uni<Void>> works) {
        return each(works).replaceWithVoid();
    }

    /** All at once; their answers in their order. */
    public static <T> Uni<List<T>> each(List<Uni<T>> works) {
        return works.isEmpty()
                ? Uni.createFrom().item(List.of())
                : firstCause(Uni.join().all(works).andCollectFailures());
    }

    /** After a failure the database refuses what was sent after it, so only the first one tells something. */
    private static <T> Uni<T> firstCause(Uni<T> combined) {
        return combined.onFailure(CompositeException.class)
                .transform(failure -> ((CompositeException) failure).getCauses().get(0));
    }
}
