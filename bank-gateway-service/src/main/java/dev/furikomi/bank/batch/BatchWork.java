package dev.furikomi.bank.batch;

import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * What is done with the requests of a batch.
 *
 * @param <Q> a request
 * @param <A> its answer
 */
@FunctionalInterface
public interface BatchWork<Q, A> {

    /**
     * Does all requests in one transaction and gives their answers in the same order, or fails and has done nothing.
     *
     * @param lockWait how long to wait for a row that somebody else has locked
     */
    Uni<List<A>> run(List<Q> requests, LockWait lockWait);
}
