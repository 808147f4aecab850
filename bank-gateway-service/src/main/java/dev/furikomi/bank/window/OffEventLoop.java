package dev.furikomi.bank.window;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Cryptography takes a worker thread; the result comes back to the Vert.x context that asked for it. */
final class OffEventLoop {

    private OffEventLoop() {}

    static <T> Uni<T> run(Supplier<T> work) {
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            Uni<T> worked = Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
            return context == null ? worked : worked.emitOn(command -> context.runOnContext(ignored -> command.run()));
        });
    }
}
