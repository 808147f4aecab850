package dev.furikomi.bridge.reader;

import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import org.jspecify.annotations.Nullable;

/** The readers as {@code javax.smartcardio} has them, real or software, each access on the card thread and with a deadline. */
public final class TerminalDesk implements CardDesk {
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final TerminalSource source;
    private final CardThread thread;
    private @Nullable CardTerminals terminals;

    public TerminalDesk(TerminalSource source) {
        this(source, DEADLINE);
    }

    TerminalDesk(TerminalSource source, Duration deadline) {
        this.source = source;
        this.thread = new CardThread(deadline);
    }

    @Override
    public Look look() throws CardTroubleException {
        return thread.run(this::lookNow);
    }

    @Override
    public void close() {
        thread.close();
    }

    /** No service and no reader both throw here (and at once, so that callers must pause): neither is an error. */
    private Look lookNow() {
        try {
            List<CardTerminal> found = openTerminals().list();
            List<CardSlot> inserted = new ArrayList<>();
            for (CardTerminal terminal : found) {
                if (isPresent(terminal)) {
                    inserted.add(new TerminalSlot(terminal));
                }
            }
            return found.isEmpty() ? Look.NO_READER : new Look(true, List.copyOf(inserted));
        } catch (CardException | NoSuchAlgorithmException absent) {
            terminals = null; // Asked anew next time: the service may have started by then.
            return Look.NO_READER;
        }
    }

    private CardTerminals openTerminals() throws NoSuchAlgorithmException {
        CardTerminals open = terminals;
        if (open == null) {
            open = source.terminals();
            terminals = open;
        }
        return open;
    }

    private static boolean isPresent(CardTerminal terminal) {
        try {
            return terminal.isCardPresent();
        } catch (CardException unplugged) {
            return false;
        }
    }

    private static <T> T visitNow(CardTerminal terminal, Visit<T> visit) throws CardTroubleException {
        Card card;
        try {
            card = terminal.connect("*");
        } catch (CardException e) {
            throw trouble(terminal, "The card does not answer.", e);
        }
        try {
            card.beginExclusive();
            return visit.with(PivSlot9E.select(card));
        } catch (CardException e) {
            throw trouble(terminal, "The card broke off.", e);
        } catch (CardTroubleException e) {
            throw e.trouble() == Trouble.UNREADABLE && !isPresent(terminal)
                    ? trouble(terminal, "The card was taken out.", e)
                    : e;
        } finally {
            leave(card);
        }
    }

    /** With a reset: what a visit unlocked must not stay unlocked for another program. */
    private static void leave(Card card) {
        try {
            card.disconnect(true);
        } catch (CardException gone) {
            // The card left before the bridge did.
        }
    }

    private static CardTroubleException trouble(CardTerminal terminal, String message, Exception cause) {
        return new CardTroubleException(isPresent(terminal) ? Trouble.UNREADABLE : Trouble.REMOVED, message, cause);
    }

    /** A terminal that had a card when it was looked at. */
    private final class TerminalSlot implements CardSlot {
        private final CardTerminal terminal;

        TerminalSlot(CardTerminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public String reader() {
            return terminal.getName();
        }

        @Override
        public boolean occupied() throws CardTroubleException {
            return thread.run(() -> isPresent(terminal));
        }

        @Override
        public <T> T visit(Visit<T> visit) throws CardTroubleException {
            return thread.run(() -> visitNow(terminal, visit));
        }
    }
}
