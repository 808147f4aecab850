package dev.furikomi.bank.window;

import dev.furikomi.bank.transfer.ClosedWindow;
import dev.furikomi.bank.transfer.TransferApplication;
import dev.furikomi.events.Procedure;
import io.vertx.mutiny.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer's window at this bank. It is opened by a payment request, goes through the procedure one call at a time,
 * and ends {@link WindowStatus#COMPLETED} or {@link WindowStatus#CLOSED}. Immutable: each move gives the next window.
 *
 * @param transferId the transfer that this window may lead to; each window has its own
 * @param attemptsLeft how often the password may still be wrong, after it was
 * @param activeAt the last move; looking at the window is none
 */
record Window(
        UUID id,
        UUID transferId,
        Buffer cookieSha256,
        WindowStatus status,
        @Nullable WindowReason closedBecause,
        @Nullable Integer attemptsLeft,
        Procedure procedure,
        Terms terms,
        Instant openedAt,
        Instant activeAt,
        List<TimelineEntry> timeline,
        @Nullable BridgeSession session,
        @Nullable Payer payer) {

    static Window open(UUID id, UUID transferId, Buffer cookieSha256, Procedure procedure, Terms terms, Instant now) {
        return new Window(
                id,
                transferId,
                cookieSha256,
                WindowStatus.OPEN,
                null,
                null,
                procedure,
                terms,
                now,
                now,
                List.of(new TimelineEntry("S301", now), new TimelineEntry("S105", now)),
                null,
                null);
    }

    /** A fresh bridge session; card and password have to be shown again. */
    Window withSession(BridgeSession fresh, Instant now) {
        return moved(WindowStatus.OPEN, null, attemptsLeft, now, timeline, fresh, payer);
    }

    /** A card that says that it is this bank's (S302). */
    Window recognised(Instant now) {
        return moved(
                WindowStatus.CARD_RECOGNISED,
                null,
                attemptsLeft,
                now,
                did(now, "S106", "S107", "S302", "S303"),
                session,
                payer);
    }

    /** The proof of this session is being looked at, or, when that could not be done, may be sent again. */
    Window withProofTaken(boolean taken, Instant now) {
        return new Window(
                id,
                transferId,
                cookieSha256,
                status,
                closedBecause,
                attemptsLeft,
                procedure,
                terms,
                openedAt,
                now,
                timeline,
                requireSession().withProofTaken(taken),
                payer);
    }

    /** Card, account reference and password are right (S304). */
    Window authenticated(Payer found, Instant now) {
        return moved(WindowStatus.AUTHENTICATED, null, null, now, did(now, "S108", "S304"), session, found);
    }

    /** The transfer may be made (S305); the customer is asked to accept it (S306). */
    Window requested(Instant now) {
        return moved(WindowStatus.REQUESTED, null, attemptsLeft, now, did(now, "S109", "S305", "S306"), session, payer);
    }

    /** The customer accepted (S110), or applied in the short procedure (S109). */
    Window accepted(Instant now) {
        List<TimelineEntry> steps = procedure == Procedure.SHORT ? did(now, "S109", "S305") : did(now, "S110");
        return moved(WindowStatus.ACCEPTED, null, attemptsLeft, now, steps, withoutKey(), payer);
    }

    /** The payee is credited (S307); the window ends (S308). */
    Window completed(Instant now) {
        return moved(WindowStatus.COMPLETED, null, attemptsLeft, now, did(now, "S307", "S308"), withoutKey(), payer);
    }

    /** A check failed, or the customer went away (S308). */
    Window closed(WindowReason reason, Instant now, String... steps) {
        List<TimelineEntry> all = new ArrayList<>(did(now, steps));
        all.add(new TimelineEntry("S308", now));
        return moved(WindowStatus.CLOSED, reason, attemptsLeft, now, all, withoutKey(), payer);
    }

    Window withAttemptsLeft(int left) {
        return new Window(
                id,
                transferId,
                cookieSha256,
                status,
                closedBecause,
                left,
                procedure,
                terms,
                openedAt,
                activeAt,
                timeline,
                session,
                payer);
    }

    boolean isIdle(Instant now, Duration idleTimeout) {
        return status.isLive() && !now.isBefore(activeAt.plus(idleTimeout));
    }

    /** When the window dies if nothing more happens in it. */
    Instant expiresAt(Duration idleTimeout) {
        Instant idle = activeAt.plus(idleTimeout);
        return idle.isBefore(terms.expiresAt()) ? idle : terms.expiresAt();
    }

    BridgeSession requireSession() {
        if (session == null) {
            throw new IllegalStateException("A window in status " + status + " without a session.");
        }
        return session;
    }

    Payer requirePayer() {
        if (payer == null) {
            throw new IllegalStateException("A window in status " + status + " without a payer.");
        }
        return payer;
    }

    /** What the merchant may hear of the end of this window. */
    ClosedWindow toClosedWindow(@Nullable UUID supersededBy) {
        if (closedBecause == null) {
            throw new IllegalStateException("A window in status " + status + " has not been closed.");
        }
        return new ClosedWindow(
                id,
                transferId,
                terms.merchant(),
                terms.orderNumber(),
                terms.requestId(),
                closedBecause.outcome(),
                supersededBy);
    }

    /** S109: the transfer that the authenticated customer applies for. */
    TransferApplication toApplication() {
        Payer by = requirePayer();
        return new TransferApplication(
                transferId,
                id,
                procedure,
                terms.merchant(),
                terms.requestId(),
                terms.orderNumber(),
                terms.expiresAt(),
                terms.creditor(),
                terms.instructedAmount(),
                by.account(),
                by.customerId());
    }

    private @Nullable BridgeSession withoutKey() {
        return session == null ? null : session.withoutKey();
    }

    private List<TimelineEntry> did(Instant now, String... steps) {
        List<TimelineEntry> all = new ArrayList<>(timeline);
        for (String step : steps) {
            all.add(new TimelineEntry(step, now));
        }
        return all;
    }

    private Window moved(
            WindowStatus next,
            @Nullable WindowReason reason,
            @Nullable Integer left,
            Instant now,
            List<TimelineEntry> steps,
            @Nullable BridgeSession bridgeSession,
            @Nullable Payer by) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException("A window cannot go from " + status + " to " + next + ".");
        }
        return new Window(
                id,
                transferId,
                cookieSha256,
                next,
                reason,
                left,
                procedure,
                terms,
                openedAt,
                now,
                List.copyOf(steps),
                bridgeSession,
                by);
    }
}
