package dev.furikomi.quickstart.card;

import dev.furikomi.card.piv.PivOutcome;
import dev.furikomi.card.piv.PivRefusal;
import dev.furikomi.card.piv.PivSession;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import javax.smartcardio.CardTerminal;

/** A card with its PIV application selected, for one piece of work; reset afterwards, so that no PIN stays verified. */
final class OpenCard {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private OpenCard() {}

    /**
     * Does the work on a thread of its own: a reader that another program holds would keep us waiting without an end. Work
     * that has begun takes the time that it takes, an RSA key some minutes; when this returns or throws it has ended, or
     * will never begin, so that its secrets can be wiped.
     */
    static <T> T in(CardTerminal terminal, Function<PivSession, T> work) {
        return in(terminal, PATIENCE, work);
    }

    static <T> T in(CardTerminal terminal, Duration patience, Function<PivSession, T> work) {
        AtomicBoolean decided = new AtomicBoolean();
        FutureTask<T> task = new FutureTask<>((Callable<T>) () -> use(terminal, work, decided));
        Thread thread = new Thread(task, "card");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (decided.compareAndSet(false, true)) {
                throw new CardRefusedException(
                        "reader-busy", "the card did not answer for a minute; another program may hold it", e);
            }
            return ended(task);
        } catch (ExecutionException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (decided.compareAndSet(false, true)) {
                throw new CardRefusedException("interrupted", "interrupted", e);
            }
            return ended(task);
        }
    }

    /** What was begun on a card is not left half done, whatever interrupts the waiting. */
    private static <T> T ended(FutureTask<T> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw failed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException failed(ExecutionException e) {
        return e.getCause() instanceof RuntimeException known
                ? known
                : readerFailed(e.getCause() == null ? e : e.getCause());
    }

    private static <T> T use(CardTerminal terminal, Function<PivSession, T> work, AtomicBoolean decided)
            throws CardException {
        Card card;
        try {
            card = terminal.connect("*");
        } catch (CardNotPresentException e) {
            throw new CardRefusedException("no-card", "there is no card in the reader", e);
        }
        try {
            card.beginExclusive();
            PivSession selected = answered(PivSession.select(card));
            if (!decided.compareAndSet(false, true)) {
                throw new CardRefusedException("reader-busy", "nobody waits for the card any more");
            }
            return work.apply(selected);
        } finally {
            reset(card);
        }
    }

    private static void reset(Card card) {
        try {
            card.disconnect(true);
        } catch (CardException | IllegalStateException gone) {
            // A card that is out of the reader has forgotten its PIN too.
        }
    }

    /** The answer, or the card's refusal by its name. */
    static <T> T answered(PivOutcome<T> outcome) {
        return outcome.fold(Function.identity(), refusal -> {
            throw refused(refusal);
        });
    }

    static CardRefusedException refused(PivRefusal refusal) {
        String reason = refusal.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String tries =
                refusal.triesLeft().isPresent() ? " (" + refusal.triesLeft().getAsInt() + " tries left)" : "";
        return new CardRefusedException(reason, sentence(refusal) + tries);
    }

    private static String sentence(PivRefusal refusal) {
        return switch (refusal.reason()) {
            case NOT_PIV -> "the card has no PIV application";
            case NO_CERTIFICATE -> "the card has no certificate there";
            case CARD_REMOVED -> "the card was taken out, or another program reset it";
            case READER_FAILED -> "the reader failed";
            case MANAGEMENT_KEY_WRONG -> "that is not the card's management key";
            case PIN_WRONG -> "that was not the PIN or PUK";
            case PIN_BLOCKED -> "no try is left: the card accepts no PIN any more";
            default -> "the card answered " + refusal;
        };
    }

    private static CardRefusedException readerFailed(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String message = String.valueOf(cause.getMessage());
        if (message.contains("SHARING_VIOLATION")) {
            return new CardRefusedException("reader-busy", "another program holds the card", failure);
        }
        return new CardRefusedException("reader-failed", "the reader failed: " + message, failure);
    }
}
