package dev.furikomi.bank.customer;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The only threads that hash passwords. A place is taken before an attempt is counted, so that nobody loses an attempt
 * to a full queue; who finds no place is told to come again.
 */
@ApplicationScoped
class HashingPool {

    private final ExecutorService threads;
    private final Semaphore places;

    HashingPool(PasswordConfig config) {
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(config.threads(), work -> {
            Thread thread = new Thread(work, "password-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.places = new Semaphore(config.threads() + config.queue());
    }

    /** A place among those who hash or wait; empty when there is none. */
    Optional<Place> enter() {
        return places.tryAcquire() ? Optional.of(new Place()) : Optional.empty();
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    /** The right to have work done; to be left exactly once, leaving again does nothing. */
    final class Place {

        private final AtomicBoolean left = new AtomicBoolean();

        /** Works on a hashing thread and comes back to the Vert.x context of the caller. */
        <T> Uni<T> work(Supplier<T> work) {
            Context context = Vertx.currentContext();
            return Uni.createFrom().item(work).runSubscriptionOn(threads).emitOn(command -> {
                if (context == null) {
                    command.run();
                } else {
                    context.runOnContext(ignored -> command.run());
                }
            });
        }

        void leave() {
            if (left.compareAndSet(false, true)) {
                places.release();
            }
        }
    }
}
