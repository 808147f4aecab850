package dev.furikomi.bridge.session;

import dev.furikomi.bridge.reader.CardDesk;
import dev.furikomi.bridge.reader.CardSlot;
import dev.furikomi.bridge.reader.CardTroubleException;
import dev.furikomi.bridge.session.Dialogue.CardState;
import dev.furikomi.bridge.session.Dialogue.Consent;
import dev.furikomi.bridge.session.Dialogue.Step;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Leads one session from its verified request to its end, whichever carrier brought it. Only the session's thread
 * calls it, but for {@link #cancel}, {@link #interrupt} and {@link #state}.
 *
 * <p>Every refusal but a call out of order ends the session: the bank closes its window for each of them anyway, and
 * what is over cannot be steered into signing something later.
 */
final class Conductor {
    private final SessionPapers papers;
    private final CardSearch search;
    private final Dialogue dialogue;
    private final InstantSource clock;
    private final Waits waits;

    private volatile SessionState state = SessionState.OPENED;
    private volatile boolean interrupted;
    private boolean cancelled;
    private boolean occupied;
    private @Nullable CardSlot slot;
    private @Nullable CardPapers card;
    private @Nullable String secret;
    private @Nullable Closing closing;
    private volatile RefusalCode ending = RefusalCode.CANCELLED;

    Conductor(SessionPapers papers, CardDesk desk, Dialogue dialogue, InstantSource clock, Waits waits) {
        this.papers = papers;
        this.search = new CardSearch(desk, papers, dialogue, clock, waits);
        this.dialogue = dialogue;
        this.clock = clock;
        this.waits = waits;
    }

    SessionView view() {
        return papers.view();
    }

    SessionState state() {
        return state;
    }

    Answer call(Call call, Closing how) {
        if (call == Call.CLOSE) {
            return close(how);
        }
        if (state == SessionState.CLOSED) {
            return over();
        }
        if (!isInOrder(call)) {
            return new Answer.Refused(RefusalCode.REQUEST_INVALID, "The call is out of order.");
        }
        try {
            check();
            return new Answer.Granted(answer(call));
        } catch (RefusedException refusal) {
            return refused(refusal.code(), refusal.getMessage());
        } catch (CardTroubleException trouble) {
            return refused(codeOf(trouble), trouble.getMessage());
        }
    }

    /** Looks after the session while nothing is asked: the clock, the person, the card. */
    void watch() {
        if (state == SessionState.CLOSED) {
            return;
        }
        try {
            check();
        } catch (RefusedException refusal) {
            refused(refusal.code(), refusal.getMessage());
            return;
        }
        CardSlot watched = slot;
        if (watched != null && isOccupied(watched) != occupied) {
            occupied = !occupied;
            dialogue.card(occupied ? CardState.INSERTED : CardState.REMOVED);
        }
    }

    /** Has no effect once the acceptance is signed: the bank may be paying already. */
    synchronized void cancel() {
        if (state != SessionState.ACCEPTED) {
            cancelled = true;
        }
    }

    /** Makes the call that waits give way to the close that follows. */
    void interrupt() {
        interrupted = true;
    }

    /** Ends the session after a defect. */
    Answer failed() {
        return refused(RefusalCode.BRIDGE_ERROR, "The bridge failed.");
    }

    /** The answer to calls that come after the end. */
    Answer over() {
        return new Answer.Refused(ending, "The session is over.");
    }

    /** Shows how the session ended; called once, after the last answer went out. */
    void announceEnd() {
        if (closing != null) {
            dialogue.closed(closing);
        } else {
            dialogue.ended(ending);
        }
    }

    private boolean isInOrder(Call call) {
        return switch (call) {
            case IDENTIFY -> state == SessionState.OPENED;
            case PROVE -> state == SessionState.IDENTIFIED && card != null && papers.accepts(card);
            case APPLY -> state == SessionState.PROVED && papers.isShortProcedure();
            case ACCEPT -> state == SessionState.PROVED && !papers.isShortProcedure();
            case CLOSE -> true;
        };
    }

    private Object answer(Call call) throws RefusedException, CardTroubleException {
        return switch (call) {
            case IDENTIFY -> identify();
            case PROVE -> prove();
            case APPLY -> consent(Consent.APPLY);
            case ACCEPT -> consent(Consent.ACCEPT);
            case CLOSE -> Map.of();
        };
    }

    private Object identify() throws RefusedException, CardTroubleException {
        CardSearch.Found found = search.find(this::check);
        check();
        slot = found.slot();
        card = found.card();
        occupied = true;
        become(SessionState.IDENTIFIED);
        dialogue.card(CardState.INSERTED);
        dialogue.show(papers.accepts(found.card()) ? Step.CHECKING : Step.CARD_OF_ANOTHER_BANK);
        return papers.identification(found.card());
    }

    private Object prove() throws RefusedException, CardTroubleException {
        requireCard();
        try (Password password = askPassword()) {
            if (!password.hasPermittedLength()) {
                throw new RefusedException(RefusalCode.CANCELLED, "No password of a permitted length was given.");
            }
            dialogue.show(Step.SIGNING);
            String sealed = papers.seal(password, known());
            Object proof = inserted().visit(visited -> papers.proof(visited, known(), sealed));
            check();
            secret = sealed;
            become(SessionState.PROVED);
            dialogue.show(Step.CHECKING);
            return proof;
        }
    }

    private Object consent(Consent consent) throws RefusedException, CardTroubleException {
        requireCard();
        if (!ask(dialogue.askAcceptance(consent))) {
            throw new RefusedException(RefusalCode.NOT_ACCEPTED, "The person did not accept the transfer.");
        }
        dialogue.show(Step.SIGNING);
        String proved = java.util.Objects.requireNonNull(secret);
        Object signed = inserted().visit(visited -> papers.consent(consent, visited, known(), proved));
        becomeAccepted();
        dialogue.show(Step.SETTLING);
        return signed;
    }

    /** Either the cancellation came first and the signature is thrown away, or it comes too late; never both. */
    private synchronized void becomeAccepted() throws RefusedException {
        check();
        become(SessionState.ACCEPTED);
    }

    private Answer close(Closing how) {
        if (state != SessionState.CLOSED) {
            closing = state == SessionState.ACCEPTED ? how.afterAcceptance() : how;
            become(SessionState.CLOSED);
        }
        return new Answer.Granted(Map.of());
    }

    private Answer refused(RefusalCode code, @Nullable String message) {
        if (!interrupted && state != SessionState.CLOSED) {
            ending = code;
            become(SessionState.CLOSED);
        }
        return new Answer.Refused(code, message == null ? code.wire() : message);
    }

    /** Waits for the person's answer while card, clock and window stay as they must. */
    private <T> T ask(CompletableFuture<T> asked) throws RefusedException {
        return Await.answer(asked, waits.glance(), () -> {
            check();
            requireCard();
        });
    }

    /** A password that comes after the wait ended is wiped unread. */
    private Password askPassword() throws RefusedException {
        CompletableFuture<Password> asked = dialogue.askPassword();
        try {
            return ask(asked);
        } catch (RefusedException refusal) {
            if (!asked.cancel(false) && !asked.isCancelled()) {
                asked.join().close();
            }
            throw refusal;
        }
    }

    private synchronized void check() throws RefusedException {
        if (interrupted) {
            throw new RefusedException(RefusalCode.CANCELLED, "The page closed the session.");
        }
        if (cancelled) {
            throw new RefusedException(
                    state == SessionState.PROVED ? RefusalCode.NOT_ACCEPTED : RefusalCode.CANCELLED,
                    "The person cancelled.");
        }
        if (!clock.instant().isBefore(papers.expiresAt())) {
            throw new RefusedException(RefusalCode.TIMEOUT, "The session's time is over.");
        }
        if (!dialogue.attended()) {
            throw new RefusedException(RefusalCode.CANCELLED, "The window went away.");
        }
    }

    private void requireCard() throws RefusedException {
        if (!isOccupied(inserted())) {
            throw new RefusedException(RefusalCode.CARD_REMOVED, "The card was taken out.");
        }
    }

    private static boolean isOccupied(CardSlot slot) {
        try {
            return slot.occupied();
        } catch (CardTroubleException noAnswer) {
            return false;
        }
    }

    private CardSlot inserted() {
        return java.util.Objects.requireNonNull(slot, "Calls after identify have a card.");
    }

    private CardPapers known() {
        return java.util.Objects.requireNonNull(card, "Calls after identify have a card.");
    }

    private void become(SessionState next) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException(state + " cannot become " + next);
        }
        state = next;
    }

    private static RefusalCode codeOf(CardTroubleException trouble) {
        return switch (trouble.trouble()) {
            case REMOVED -> RefusalCode.CARD_REMOVED;
            case UNREADABLE -> RefusalCode.CARD_UNREADABLE;
            case CHANGED -> RefusalCode.CARD_CHANGED;
            case NO_ANSWER -> RefusalCode.TIMEOUT;
        };
    }
}
