package dev.furikomi.bank.window;

import dev.furikomi.bank.transfer.Transfers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Steps that check outside a transaction and then move the window inside the transfer's own: the turn is looked at
 * before, and again under the lock.
 */
@ApplicationScoped
class WindowTurns {

    private static final Logger LOG = Logger.getLogger(WindowTurns.class);

    private final Windows windows;
    private final WindowMoves moves;
    private final Transfers transfers;
    private final WindowConfig config;
    private final Clock clock;

    WindowTurns(Windows windows, WindowMoves moves, Transfers transfers, WindowConfig config, Clock clock) {
        this.windows = windows;
        this.moves = moves;
        this.transfers = transfers;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Runs the work if it is this call's turn in the window that was just seen; whoever loses the turn meanwhile is
     * answered by what is then found.
     */
    Uni<StepOutcome> inTurn(Window seen, WindowCall call, Function<Window, Uni<StepOutcome>> work) {
        return Uni.createFrom()
                .deferred(() -> {
                    if (seen.isIdle(clock.instant(), config.idleTimeout())) {
                        return moves.refuse(seen.id(), WindowCall.CLOSURE, WindowReason.WINDOW_IDLE);
                    }
                    // A repeated S109 is held against the payment request again.
                    boolean again = call == WindowCall.TRANSFER && seen.status() == WindowStatus.REQUESTED;
                    return seen.status().admit(call) == Admission.PROCEED || again
                            ? work.apply(seen)
                            : found(seen, call);
                })
                .onFailure(TurnLost.class)
                .recoverWithUni(() -> find(seen.id()).chain(window -> found(window, call)));
    }

    /** Takes the turn under the lock, or fails and so rolls everything back. */
    Uni<Void> take(SqlConnection connection, Window seen, WindowCall call, BiFunction<Window, Instant, Window> move) {
        return windows.lock(connection, seen.id()).chain(window -> {
            boolean sameSession =
                    window.requireSession().sid().equals(seen.requireSession().sid());
            if (window.status().admit(call) != Admission.PROCEED || !sameSession) {
                return lost();
            }
            return windows.update(connection, move.apply(window, clock.instant()))
                    .replaceWithVoid();
        });
    }

    /** Answers by what is then found. */
    <T> Uni<T> lost() {
        return Uni.createFrom().failure(TurnLost::new);
    }

    /** S307. What cannot be executed now is executed by the transfer's own sweeper; the window then follows. */
    Uni<StepOutcome> execute(UUID id, UUID transferId) {
        return patiently(transferId, transfers.execute(transferId).replaceWithVoid())
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "Transfer %s is accepted and not yet executed", transferId))
                .onFailure()
                .recoverWithNull()
                .chain(() -> find(id))
                .map(WindowTurns::standing);
    }

    /** Gives up waiting, not the work: that goes on, and the window follows. Until then the customer hears "pending". */
    private Uni<Void> patiently(UUID transferId, Uni<Void> work) {
        Context context = Vertx.currentContext();
        // An emitter passes no cancellation on to the transaction that is under way.
        Uni<Void> going = Uni.createFrom().emitter(emitter -> work.subscribe().with(emitter::complete, emitter::fail));
        return going.ifNoItem()
                .after(config.executionPatience())
                .recoverWithUni(() -> {
                    LOG.warnf("Transfer %s is still being executed; its window waits no longer", transferId);
                    return Uni.createFrom().voidItem();
                })
                .emitOn(command -> context.runOnContext(ignored -> command.run()));
    }

    private Uni<StepOutcome> found(Window window, WindowCall call) {
        return switch (window.status().admit(call)) {
            case REPEATED ->
                window.status() == WindowStatus.ACCEPTED
                        ? execute(window.id(), window.transferId())
                        : Uni.createFrom().item(new StepOutcome.Done(window));
            case CLOSED -> Uni.createFrom().item(WindowMoves.alreadyClosed(window));
            case PROCEED, OUT_OF_ORDER -> Uni.createFrom().item(new StepOutcome.OutOfOrder(window.status()));
        };
    }

    private Uni<Window> find(UUID id) {
        return windows.find(id).map(window -> window.orElseThrow());
    }

    private static StepOutcome standing(Window window) {
        return window.status() == WindowStatus.CLOSED ? new StepOutcome.Refused(window) : new StepOutcome.Done(window);
    }

    private static final class TurnLost extends RuntimeException {
        TurnLost() {
            super(null, null, false, false);
        }
    }
}
