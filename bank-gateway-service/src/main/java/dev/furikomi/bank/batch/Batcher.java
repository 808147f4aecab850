package dev.furikomi.bank.batch;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs requests in batches, each in one transaction: a lone request at once, and under load what arrived while the
 * last batch committed. Requests keep their order of arrival within a batch.
 *
 * <p>A batch that fails on account of a request is split until that request is alone, so that it fails nobody else. One
 * that waits too long for a row that somebody else has locked is split in the same way, hardly waiting any more: who
 * needs that row hears busy, the others are done. A batch that fails because the database is away fails whole, and so
 * does one that the database does not answer before the deadline: whether it was committed is then unknown, and asking
 * again with the same id tells. The lane goes on in either case.
 *
 * @param <Q> a request
 * @param <A> its answer
 */
public final class Batcher<Q, A> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Batcher.class);
    private static final int RUNS_MAX = 10;

    private final String name;
    private final BatchConfig config;
    private final BatchWork<Q, A> work;
    private final Function<Q, A> busy;
    private final LockWait patience;
    private final List<Context> freeLanes = new ArrayList<>();
    private final Deque<Waiting<Q, A>> queue = new ArrayDeque<>();
    private boolean closed;

    /**
     * @param busy the answer when the queue is full, or somebody else has locked what the request needs
     */
    public Batcher(String name, BatchConfig config, Vertx vertx, BatchWork<Q, A> work, Function<Q, A> busy) {
        this.name = name;
        this.config = config;
        this.work = work;
        this.busy = busy;
        this.patience = new LockWait(config.lockTimeout());
        for (int lane = 0; lane < config.lanes(); lane++) {
            freeLanes.add(vertx.getOrCreateContext());
        }
    }

    /** The answer comes once the batch has committed, on the caller's Vert.x context when there is one. */
    public Uni<A> submit(Q request) {
        Context caller = Vertx.currentContext();
        Uni<A> answer = Uni.createFrom().emitter(emitter -> enter(request, emitter));
        return caller == null ? answer : answer.emitOn(command -> caller.runOnContext(ignored -> command.run()));
    }

    /** Takes nothing more; what is under way ends by itself, what waits fails. */
    @Override
    public void close() {
        List<Waiting<Q, A>> left;
        synchronized (queue) {
            closed = true;
            left = new ArrayList<>(queue);
            queue.clear();
        }
        left.forEach(waiting -> waiting.answer.fail(new IllegalStateException(name + " stops.")));
    }

    private void enter(Q request, UniEmitter<? super A> answer) {
        boolean full;
        @Nullable Run<Q, A> run = null;
        synchronized (queue) {
            if (closed) {
                answer.fail(new IllegalStateException(name + " stops."));
                return;
            }
            full = queue.size() >= config.queueMax();
            if (!full) {
                queue.addLast(new Waiting<>(request, answer));
                run = next();
            }
        }
        if (full) {
            answer.complete(busy.apply(request));
        } else {
            start(run);
        }
    }

    /** What a free lane takes; under the lock. */
    private @Nullable Run<Q, A> next() {
        if (queue.isEmpty() || freeLanes.isEmpty()) {
            return null;
        }
        Context lane = freeLanes.remove(freeLanes.size() - 1);
        int size = Math.min(queue.size(), config.sizeMax());
        List<Waiting<Q, A>> taken = new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            taken.add(queue.removeFirst());
        }
        return new Run<>(lane, taken);
    }

    private void start(@Nullable Run<Q, A> run) {
        if (run != null) {
            run.lane.runOnContext(ignored -> settle(run.requests, 1, patience)
                    .subscribe()
                    .with(
                            settled -> free(run, settled),
                            bug -> free(run, () -> run.requests.forEach(waiting -> waiting.answer.fail(bug)))));
        }
    }

    /** The lane takes the next batch before anybody hears of this one, so that the database does not wait. */
    private void free(Run<Q, A> run, Runnable settled) {
        @Nullable Run<Q, A> next;
        synchronized (queue) {
            freeLanes.add(run.lane);
            next = next();
        }
        start(next);
        settled.run();
    }

    /** Runs the requests and gives what is to be told; never fails on account of a request. */
    private Uni<Runnable> settle(List<Waiting<Q, A>> requests, int run, LockWait lockWait) {
        List<Q> asked = new ArrayList<>(requests.size());
        requests.forEach(waiting -> asked.add(waiting.request));
        return withDeadline(Uni.createFrom().deferred(() -> work.run(asked, lockWait)))
                .map(answers -> tell(requests, answers))
                .onFailure()
                .recoverWithUni(failure -> recover(requests, failure, run, lockWait));
    }

    /** Gives up waiting, not the work: an emitter passes no cancellation on to the transaction that is under way. */
    private Uni<List<A>> withDeadline(Uni<List<A>> batch) {
        Uni<List<A>> going =
                Uni.createFrom().emitter(emitter -> batch.subscribe().with(emitter::complete, emitter::fail));
        return going.ifNoItem()
                .after(config.deadline())
                .failWith(() -> new BatchDeadlineException("No answer after " + config.deadline() + "."));
    }

    private static <Q, A> Runnable tell(List<Waiting<Q, A>> requests, List<A> answers) {
        if (answers.size() != requests.size()) {
            throw new IllegalStateException("A batch of " + requests.size() + " got " + answers.size() + " answers.");
        }
        return () -> {
            for (int index = 0; index < answers.size(); index++) {
                requests.get(index).answer.complete(answers.get(index));
            }
        };
    }

    private Uni<Runnable> recover(List<Waiting<Q, A>> requests, Throwable failure, int run, LockWait lockWait) {
        switch (BatchFailure.of(failure)) {
            case REPEATABLE -> {
                if (run < RUNS_MAX) {
                    LOG.debugf("%s runs a batch of %d again: %s", name, requests.size(), failure.toString());
                    return settle(requests, run + 1, lockWait);
                }
            }
            case OF_A_REQUEST -> {
                if (requests.size() > 1) {
                    LOG.warnf("%s splits a batch of %d: %s", name, requests.size(), failure.toString());
                    return split(requests, lockWait);
                }
            }
            case LOCKED -> {
                if (requests.size() > 1) {
                    LOG.infof("%s looks for who is locked in a batch of %d", name, requests.size());
                    return split(requests, LockWait.HARDLY);
                }
                return Uni.createFrom().item(() -> requests.forEach(this::isBusy));
            }
            case OF_THE_DATABASE -> LOG.warnf("%s fails a batch of %d: %s", name, requests.size(), failure.toString());
        }
        return Uni.createFrom().item(() -> requests.forEach(waiting -> waiting.answer.fail(failure)));
    }

    private Uni<Runnable> split(List<Waiting<Q, A>> requests, LockWait lockWait) {
        int half = requests.size() / 2;
        return settle(requests.subList(0, half), 1, lockWait)
                .chain(first -> settle(requests.subList(half, requests.size()), 1, lockWait)
                        .map(second -> () -> {
                            first.run();
                            second.run();
                        }));
    }

    private void isBusy(Waiting<Q, A> waiting) {
        waiting.answer.complete(busy.apply(waiting.request));
    }

    private record Waiting<Q, A>(Q request, UniEmitter<? super A> answer) {}

    private record Run<Q, A>(Context lane, List<Waiting<Q, A>> requests) {}
}
