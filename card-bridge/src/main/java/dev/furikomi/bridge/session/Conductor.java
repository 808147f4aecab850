package dev.furikomi.bridge.session;

import static dev.furikomi.card.token.SigningLabel.AUTHENTICATE;

import dev.furikomi.bridge.reader.CardDesk;
import dev.furikomi.bridge.reader.CardTroubleException;
import dev.furikomi.bridge.session.Dialogue.CardState;
import dev.furikomi.bridge.session.Dialogue.Consent;
import dev.furikomi.bridge.session.Dialogue.Step;
import dev.furikomi.card.token.CardToken;
import dev.furikomi.card.token.SigningLabel;
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
final class Conductor implements PinEntry.Asking {
    private final SessionPapers papers;
    private final CardDesk desk;
    private final Visits visits;
    private final Dialogue dialogue;
    private final InstantSource clock;
    private final Waits waits;

    private volatile SessionState state = SessionState.OPENED;
    private volatile boolean interrupted;
    private boolean cancelled;
    private boolean occupied;
    private @Nullable HeldCard card;
    private @Nullable String secret;
    private @Nullable Closing closing;
    private volatile RefusalCode ending = RefusalCode.CANCELLED;

    Conductor(SessionPapers papers, CardDesk desk, Dialogue dialogue, InstantSource clock, Waits waits) {
        this.papers = papers;
        this.desk = desk;
        this.visits = new Visits(dialogue, this::check, waits.glance());
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
        HeldCard watched = card;
        if (watched != null && watched.isThere() != occupied) {
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
            case PROVE -> state == SessionState.IDENTIFIED && card != null && papers.accepts(card.papers());
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
        CardSearch.Found found = new CardSearch(desk, papers, dialogue, visits, clock, waits).find();
        check();
        card = new HeldCard(found.slot(), found.card(), papers, visits, clock, waits);
        occupied = true;
        become(SessionState.IDENTIFIED);
        dialogue.card(CardState.INSERTED);
        if (papers.accepts(found.card())) {
            dialogue.show(found.card().isExpiredAt(clock.instant()) ? Step.CHECKING_EXPIRED_CARD : Step.CHECKING);
        } else {
            dialogue.show(Step.CARD_OF_ANOTHER_BANK);
        }
        return papers.identification(found.card());
    }

    private Object prove() throws RefusedException, CardTroubleException {
        held().require();
        CardToken proof = papers.demandsPin()
                ? pinEntry().sign(AUTHENTICATE, visited -> papers.sign(AUTHENTICATE, visited, known(), null))
                : proveWithPassword();
        check();
        secret = proof.secret();
        become(SessionState.PROVED);
        dialogue.show(Step.CHECKING);
        return proof;
    }

    private CardToken proveWithPassword() throws RefusedException, CardTroubleException {
        held().requireSame(AUTHENTICATE);
        try (Password password = secret(dialogue.askPassword())) {
            if (!password.hasPermittedLength()) {
                throw new RefusedException(RefusalCode.CANCELLED, "No password of a permitted length was given.");
            }
            dialogue.show(Step.SIGNING);
            return held().visit(waits.visit(), Step.SIGNING, visited -> {
                papers.requireSame(visited, known(), AUTHENTICATE);
                return papers.sign(AUTHENTICATE, visited, known(), papers.seal(password, known()));
            });
        }
    }

    private Object consent(Consent consent) throws RefusedException, CardTroubleException {
        SigningLabel label = consent.label();
        held().require();
        held().requireSame(label);
        if (!person(dialogue.askAcceptance(consent))) {
            throw new RefusedException(RefusalCode.NOT_ACCEPTED, "The person did not accept the transfer.");
        }
        CardToken signed;
        if (papers.demandsPin()) {
            signed = pinEntry().sign(label, visited -> papers.sign(label, visited, known(), null));
        } else {
            String proved = java.util.Objects.requireNonNull(secret);
            dialogue.show(Step.SIGNING);
            signed = held().visit(waits.visit(), Step.SIGNING, visited -> {
                papers.requireSame(visited, known(), label);
                return papers.sign(label, visited, known(), proved);
            });
        }
        becomeAccepted();
        dialogue.show(Step.SETTLING);
        return signed;
    }

    private PinEntry pinEntry() {
        return new PinEntry(held(), papers, dialogue, this, waits);
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

    @Override
    public <T> T person(CompletableFuture<T> asked) throws RefusedException {
        return Await.answer(asked, waits.glance(), () -> {
            check();
            held().require();
        });
    }

    @Override
    public <S extends Secret> S secret(CompletableFuture<S> asked) throws RefusedException {
        try {
            return person(asked);
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

    private HeldCard held() {
        return java.util.Objects.requireNonNull(card, "Calls after identify have a card.");
    }

    private CardPapers known() {
        return held().papers();
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
            case UNREADABLE, NO_CERTIFICATE -> RefusalCode.CARD_UNREADABLE;
            case CHANGED -> RefusalCode.CARD_CHANGED;
            case BUSY -> RefusalCode.READER_BUSY;
            case NO_ANSWER -> RefusalCode.TIMEOUT;
            case NO_SERVICE -> RefusalCode.NO_READER;
            case GIVEN_UP -> RefusalCode.CANCELLED;
        };
    }
}
