package dev.furikomi.bank.window;

import dev.furikomi.card.token.CardToken;
import dev.furikomi.card.token.Identification;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** The steps that need no more than a look at the window's own row: bridge session, S302 and S308. */
@ApplicationScoped
class WindowSteps {

    private final WindowMoves moves;
    private final Windows windows;
    private final BridgeSessions sessions;
    private final Clock clock;

    WindowSteps(WindowMoves moves, Windows windows, BridgeSessions sessions, Clock clock) {
        this.moves = moves;
        this.windows = windows;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** A fresh bridge session; the earlier one of this window is void. */
    Uni<StepOutcome> requestSession(Window window) {
        return OffEventLoop.run(() -> sessions.create(window, clock.instant()))
                .chain(session -> moves.move(
                        window, WindowCall.SESSION_REQUEST, (current, now) -> current.withSession(session, now)));
    }

    /** S302: whether the card says that it is of this bank; a claim that S304 holds against the certificate. */
    Uni<StepOutcome> recognise(Window seen, Identification identification) {
        boolean formatKnown = CardToken.FORMAT.equals(identification.format());
        boolean ours = sessions.institutions().contains(identification.institution());
        return moves.move(
                seen,
                WindowCall.CARD,
                window -> isOfSession(window, identification)
                        ? new StepOutcome.Done(window)
                        : new StepOutcome.OutOfOrder(window.status()),
                (window, now) -> {
                    BridgeSession session = window.session();
                    WindowReason refusal = session == null
                            ? WindowReason.SESSION_UNKNOWN
                            : Authenticating.refusal(session, identification.sid(), now);
                    if (refusal == null && !formatKnown) {
                        refusal = WindowReason.CARD_UNREADABLE;
                    }
                    if (refusal == null && !ours) {
                        refusal = WindowReason.CARD_OF_ANOTHER_BANK;
                    }
                    return refusal == null
                            ? window.recognised(now)
                            : window.closed(refusal, now, "S106", "S107", "S302");
                });
    }

    /** S308 at the wish of the customer or as the bridge tells. */
    Uni<StepOutcome> close(UUID id, WindowReason reason) {
        return moves.move(id, WindowCall.CLOSURE, (window, now) -> window.closed(reason, now))
                .map(outcome -> outcome instanceof StepOutcome.Refused refused
                        ? new StepOutcome.Done(refused.window())
                        : outcome);
    }

    Uni<Window> reload(UUID id) {
        return windows.find(id).map(found -> found.orElseThrow());
    }

    private static boolean isOfSession(Window window, Identification identification) {
        return window.requireSession().sid().equals(identification.sid());
    }
}
