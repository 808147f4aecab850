package dev.furikomi.bridge.session;

import dev.furikomi.bridge.reader.CardTroubleException;
import dev.furikomi.bridge.reader.PinAnswer;
import dev.furikomi.bridge.reader.Visit;
import dev.furikomi.bridge.session.Dialogue.Step;
import dev.furikomi.bridge.session.PinQuestion.Fault;
import dev.furikomi.card.piv.PinStatus;
import dev.furikomi.card.token.SigningLabel;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Has the card sign with its holder's PIN, verified right before in the same visit. A wrong PIN is asked for again with the
 * tries that are left; the last one is only used after the person said so, for a wrong one would block the card.
 */
final class PinEntry {
    private final HeldCard held;
    private final SessionPapers papers;
    private final Dialogue dialogue;
    private final Asking asking;
    private final Waits waits;

    PinEntry(HeldCard held, SessionPapers papers, Dialogue dialogue, Asking asking, Waits waits) {
        this.held = held;
        this.papers = papers;
        this.dialogue = dialogue;
        this.asking = asking;
        this.waits = waits;
    }

    <T> T sign(SigningLabel label, Visit<T> signature) throws RefusedException, CardTroubleException {
        Optional<Fault> fault = Optional.empty();
        while (true) {
            Entrance entrance = entrance(label);
            requireTries(label, entrance.triesLeft());
            PinQuestion question = new PinQuestion(label, entrance.triesLeft(), fault);
            Attempt<T> attempt = entrance.pinPad() ? onReader(question, signature) : typed(question, signature);
            if (attempt.signed() != null) {
                return attempt.signed();
            }
            fault = attempt.fault();
        }
    }

    private Entrance entrance(SigningLabel label) throws RefusedException, CardTroubleException {
        return held.visit(waits.visit(), Step.CHECKING, visited -> {
            OptionalInt triesLeft = visited.pinStatus().triesLeft();
            papers.requireSame(visited, held.papers(), label);
            return new Entrance(visited.hasPinPad(), triesLeft);
        });
    }

    private void requireTries(SigningLabel label, OptionalInt triesLeft) throws RefusedException {
        if (triesLeft.isPresent() && triesLeft.getAsInt() == 0) {
            throw blocked();
        }
        if (triesLeft.isPresent() && triesLeft.getAsInt() == 1 && !asking.person(dialogue.askLastTry(label))) {
            throw declined(label, "The person did not want to use the last try.");
        }
    }

    private <T> Attempt<T> typed(PinQuestion question, Visit<T> signature)
            throws RefusedException, CardTroubleException {
        try (Pin pin = asking.secret(dialogue.askPin(question))) {
            if (!pin.isWellFormed()) {
                return new Attempt<>(null, Optional.of(Fault.MALFORMED));
            }
            dialogue.show(Step.SIGNING);
            return attempt(question, waits.visit(), visited -> visited.verifyPin(pin.bytes()), signature);
        }
    }

    private <T> Attempt<T> onReader(PinQuestion question, Visit<T> signature)
            throws RefusedException, CardTroubleException {
        dialogue.pinOnReader(question);
        return attempt(
                question,
                waits.pinPad(),
                visited -> visited.verifyPinOnReader(dialogue.language().locale()),
                signature);
    }

    /** Not begun again whatever happens: a PIN that was sent may have taken a try. */
    private <T> Attempt<T> attempt(
            PinQuestion question, Duration deadline, Visit<PinAnswer> verification, Visit<T> signature)
            throws RefusedException, CardTroubleException {
        Verified<T> verified = held.visitOnce(deadline, Step.SIGNING, visited -> {
            PinStatus now = visited.pinStatus();
            papers.requireSame(visited, held.papers(), question.label());
            if (!now.triesLeft().equals(question.triesLeft())) {
                return new Verified<>(null, null);
            }
            PinAnswer answer = verification.with(visited);
            return new Verified<>(answer, answer instanceof PinAnswer.Accepted ? signature.with(visited) : null);
        });
        if (verified.signed() != null) {
            return new Attempt<>(verified.signed(), Optional.empty());
        }
        return new Attempt<>(null, Optional.of(fault(question.label(), verified.answer())));
    }

    private static Fault fault(SigningLabel label, @Nullable PinAnswer answer) throws RefusedException {
        if (answer == null) {
            return Fault.TRIES_CHANGED;
        }
        if (answer instanceof PinAnswer.Blocked) {
            throw blocked();
        }
        if (answer instanceof PinAnswer.CancelledOnReader) {
            throw declined(label, "The person cancelled on the reader.");
        }
        if (answer instanceof PinAnswer.TimedOutOnReader) {
            throw new RefusedException(RefusalCode.TIMEOUT, "No PIN was typed on the reader in its time.");
        }
        return answer instanceof PinAnswer.Malformed ? Fault.MALFORMED : Fault.WRONG;
    }

    private static RefusedException blocked() {
        return new RefusedException(RefusalCode.PIN_BLOCKED, "The card's PIN is blocked.");
    }

    private static RefusedException declined(SigningLabel label, String message) {
        return new RefusedException(
                label == SigningLabel.AUTHENTICATE ? RefusalCode.CANCELLED : RefusalCode.NOT_ACCEPTED, message);
    }

    /** Waits for the person while everything else stays as it must. */
    interface Asking {
        <T> T person(CompletableFuture<T> asked) throws RefusedException;

        /** What comes after the wait ended is wiped unread. */
        <S extends Secret> S secret(CompletableFuture<S> asked) throws RefusedException;
    }

    private record Entrance(boolean pinPad, OptionalInt triesLeft) {}

    /** Without an answer nothing was sent to the card. */
    private record Verified<T>(
            @Nullable PinAnswer answer, @Nullable T signed) {}

    private record Attempt<T>(@Nullable T signed, Optional<Fault> fault) {}
}
