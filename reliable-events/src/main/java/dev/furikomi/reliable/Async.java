package dev.furikomi.reliable;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;

/** Work that the relay's thread looks after without waiting for it. */
final class Async {

    private Async() {}

    /** Begins it; the signal is raised after its end can be seen. */
    static <T> CompletableFuture<T> start(Uni<T> work, Signal signal) {
        CompletableFuture<T> future = new CompletableFuture<>();
        work.subscribe()
                .with(
                        result -> {
                            future.complete(result);
                            signal.raise();
                        },
                        failure -> {
                            future.completeExceptionally(failure);
                            signal.raise();
                        });
        return future;
    }
}
