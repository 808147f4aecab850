package dev.furikomi.bank.window;

import dev.furikomi.bank.transfer.Transfers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Moves windows: locks the row, looks whether it is this call's turn, writes the next window and, when that is the end,
 * the event of it, in one transaction.
 */
@ApplicationScoped
class WindowMoves {

    private static final Logger LOG = Logger.getLogger(WindowMoves.class);

    private final Windows windows;
    private final Transfers transfers;
    private final WindowConfig config;
    private final Clock clock;

    WindowMoves(Windows windows, Transfers transfers, WindowConfig config, Clock clock) {
        this.windows = windows;
        this.transfers = transfers;
        this.config = config;
        this.clock = clock;
    }

    /** Moves the window if it is this call's turn. A repeated call finds the window as it is. */
    Uni<StepOutcome> move(UUID id, WindowCall call, BiFunction<Window, Instant, Window> decide) {
        return move(id, call, StepOutcome.Done::new, decide);
    }

    /** The same for a window that was just seen. */
    Uni<StepOutcome> move(Window seen, WindowCall call, BiFunction<Window, Instant, Window> decide) {
        return move(seen, call, StepOutcome.Done::new, decide);
    }

    /**
     * Moves a window that was just seen with one statement, which writes only if the row is still as it was seen. If it is
     * not, and for all that is not simply the next step, the row is locked and looked at again.
     */
    Uni<StepOutcome> move(
            Window seen,
            WindowCall call,
            Function<Window, StepOutcome> repeated,
            BiFunction<Window, Instant, Window> decide) {
        return Uni.createFrom().deferred(() -> {
            Instant now = clock.instant();
            if (seen.isIdle(now, config.idleTimeout()) || seen.status().admit(call) != Admission.PROCEED) {
                return move(seen.id(), call, repeated, decide);
            }
            Window next = decide.apply(seen, now);
            if (next.status() == WindowStatus.CLOSED) {
                return move(seen.id(), call, repeated, decide);
            }
            return windows.updateUnchanged(seen, next)
                    .chain(written -> written
                            ? Uni.createFrom().item(new StepOutcome.Done(next))
                            : move(seen.id(), call, repeated, decide));
        });
    }

    /** The same, with an answer of its own for a repeated call. */
    Uni<StepOutcome> move(
            UUID id,
            WindowCall call,
            Function<Window, StepOutcome> repeated,
            BiFunction<Window, Instant, Window> decide) {
        return windows.inTransaction(connection -> windows.lock(connection, id)
                        .chain(window -> answer(connection, window, call, repeated, decide)))
                .invoke(transfers::wake);
    }

    private Uni<StepOutcome> answer(
            SqlConnection connection,
            Window window,
            WindowCall call,
            Function<Window, StepOutcome> repeated,
            BiFunction<Window, Instant, Window> decide) {
        Instant now = clock.instant();
        if (window.isIdle(now, config.idleTimeout())) {
            return save(connection, window.closed(WindowReason.WINDOW_IDLE, now))
                    .map(closed -> new StepOutcome.AlreadyClosed(WindowReason.WINDOW_IDLE));
        }
        return switch (window.status().admit(call)) {
            case PROCEED -> save(connection, decide.apply(window, now)).map(WindowMoves::outcome);
            case REPEATED -> Uni.createFrom().item(repeated.apply(window));
            case OUT_OF_ORDER -> Uni.createFrom().item(new StepOutcome.OutOfOrder(window.status()));
            case CLOSED -> Uni.createFrom().item(alreadyClosed(window));
        };
    }

    /** Ends a window on account of a check that failed outside the transaction, unless it went on meanwhile. */
    Uni<StepOutcome> refuse(UUID id, WindowCall call, WindowReason reason, String... steps) {
        return move(
                id,
                call,
                window -> new StepOutcome.OutOfOrder(window.status()),
                (window, now) -> window.closed(reason, now, steps));
    }

    /** Writes a window whose row is locked; the end of a window tells the merchant in the same transaction. */
    Uni<Window> save(SqlConnection connection, Window next) {
        return save(connection, next, null);
    }

    /** The same for a window whose place a newer one of the same payment request takes. */
    Uni<Window> save(SqlConnection connection, Window next, @Nullable UUID supersededBy) {
        Uni<Window> saved = windows.update(connection, next);
        if (next.status() != WindowStatus.CLOSED) {
            return saved;
        }
        LOG.infof(
                "S308 window %s of order %s closes: %s", next.id(), next.terms().orderNumber(), code(next));
        return saved.chain(window -> transfers
                .windowClosed(connection, window.toClosedWindow(supersededBy))
                .replaceWith(window));
    }

    private static StepOutcome outcome(Window next) {
        return next.status() == WindowStatus.CLOSED ? new StepOutcome.Refused(next) : new StepOutcome.Done(next);
    }

    static StepOutcome alreadyClosed(Window window) {
        WindowReason because = window.closedBecause();
        if (because == null) {
            throw new IllegalStateException("Not closed: " + window.status());
        }
        return new StepOutcome.AlreadyClosed(because);
    }

    private static String code(Window window) {
        WindowReason because = window.closedBecause();
        return because == null ? "" : because.getCode();
    }
}
