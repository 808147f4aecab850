package dev.furikomi.bank.window;

import dev.furikomi.bank.transfer.Transfers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Closes windows in which nothing happens any more (S308). Replicas may do so at once: each row is taken by one. */
@ApplicationScoped
class IdleWindows {

    private static final Logger LOG = Logger.getLogger(IdleWindows.class);
    private static final int BATCH_SIZE = 50;

    private final Windows windows;
    private final WindowMoves moves;
    private final Transfers transfers;
    private final WindowConfig config;
    private final Clock clock;
    private @Nullable Cancellable ticks;

    IdleWindows(Windows windows, WindowMoves moves, Transfers transfers, WindowConfig config, Clock clock) {
        this.windows = windows;
        this.moves = moves;
        this.transfers = transfers;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        ticks = Multi.createFrom()
                .ticks()
                .every(config.sweepInterval())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> sweep().onFailure()
                        .invoke(failure -> LOG.warn("Idle windows could not be closed; trying again later", failure))
                        .onFailure()
                        .recoverWithItem(0))
                .subscribe()
                .with(closed -> {});
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (ticks != null) {
            ticks.cancel();
        }
    }

    /** Closes all that are idle now and tells how many. */
    Uni<Integer> sweep() {
        return windows.inTransaction(this::closeSome)
                .invoke(transfers::wake)
                .chain(closed ->
                        closed < BATCH_SIZE ? Uni.createFrom().item(closed) : sweep().map(more -> closed + more));
    }

    private Uni<Integer> closeSome(SqlConnection connection) {
        Instant now = clock.instant();
        return windows.lockIdle(connection, now.minus(config.idleTimeout()), BATCH_SIZE)
                .chain(idle -> closeAll(connection, idle, now).replaceWith(idle.size()));
    }

    private Uni<Void> closeAll(SqlConnection connection, List<Window> idle, Instant now) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Window window : idle) {
            done = done.chain(() -> moves.save(connection, window.closed(WindowReason.WINDOW_IDLE, now)))
                    .replaceWithVoid();
        }
        return done;
    }
}
