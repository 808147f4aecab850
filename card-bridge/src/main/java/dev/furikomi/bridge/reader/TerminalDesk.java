package dev.furikomi.bridge.reader;

import dev.furikomi.bridge.reader.CardSlot.Patience;
import dev.furikomi.bridge.reader.CardThread.Turn;
import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import org.jspecify.annotations.Nullable;

/**
 * The readers as {@code javax.smartcardio} has them, real or software, each access on the card thread and with a deadline.
 *
 * <p>A reader is remembered by its name only and looked up in the present connection to the PC/SC service each time: after
 * the service was restarted nothing of the old connection works, and while a thread hangs in a connection, whoever else
 * touches that one hangs too, and with pcsc-lite the whole process after it.
 */
public final class TerminalDesk implements CardDesk {
    private static final Duration LOOK_DEADLINE = Duration.ofSeconds(5);
    /** pcscd polls readers that do not say it themselves every 0.4 s. */
    private static final Duration REMOVAL_IS_KNOWN_AFTER = Duration.ofMillis(900);

    /** So long after its restart a service may lose a card again that it has found: while it powers it. */
    private static final Duration SETTLING = Duration.ofSeconds(3);

    private final TerminalSource source;
    private final Duration settling;
    private final Patience looking;
    private final CardThread thread = new CardThread(this::forget);
    private final AtomicInteger connectionsLost = new AtomicInteger();
    private volatile @Nullable CardTerminals terminals;
    private volatile @Nullable Long reconnectedAt;

    public TerminalDesk(TerminalSource source) {
        this(source, LOOK_DEADLINE, SETTLING);
    }

    TerminalDesk(TerminalSource source, Duration lookDeadline, Duration settling) {
        this.source = source;
        this.settling = settling;
        this.looking = new Patience(lookDeadline, held -> true);
    }

    @Override
    public Look look() throws CardTroubleException {
        return thread.run(looking, turn -> {
            turn.holding(); // No card is waited for.
            try {
                return freshly(this::lookNow);
            } catch (CardTroubleException noService) {
                return Look.NO_READER;
            }
        });
    }

    @Override
    public void close() {
        thread.close();
    }

    int leftBehind() {
        return thread.leftBehind();
    }

    private Look lookNow(CardTerminals connected) throws CardException {
        List<CardTerminal> found = listed(connected);
        List<CardSlot> inserted = new ArrayList<>();
        for (CardTerminal terminal : found) {
            if (isPresent(terminal)) {
                inserted.add(new NamedSlot(terminal.getName()));
            }
        }
        return new Look(found.size(), List.copyOf(inserted));
    }

    /** With no reader at all some providers throw instead of listing none. */
    private static List<CardTerminal> listed(CardTerminals connected) throws CardException {
        try {
            return connected.list();
        } catch (CardException e) {
            if (PcscFailure.of(e) == PcscFailure.READER_GONE) {
                return List.of();
            }
            throw e;
        }
    }

    /** A reader that was unplugged between two looks holds no card. */
    private static boolean isPresent(CardTerminal terminal) throws CardException {
        try {
            return terminal.isCardPresent();
        } catch (CardException e) {
            if (PcscFailure.of(e) == PcscFailure.SERVICE_GONE) {
                throw e;
            }
            return false;
        }
    }

    private static Optional<CardTerminal> named(CardTerminals connected, String reader) throws CardException {
        return listed(connected).stream()
                .filter(terminal -> terminal.getName().equals(reader))
                .findFirst();
    }

    /** Asks the present connection; when it is dead, as after a restart of the service, a new one. */
    private <T> T freshly(Question<T> question) throws CardTroubleException {
        if (terminals != null) {
            try {
                return question.ask(connected());
            } catch (CardException | NoSuchAlgorithmException | RuntimeException | LinkageError dead) {
                connectionsLost.incrementAndGet();
                forget();
            }
        }
        try {
            return question.ask(connected());
        } catch (CardException | NoSuchAlgorithmException | RuntimeException | LinkageError absent) {
            forget();
            throw new CardTroubleException(Trouble.NO_SERVICE, "The PC/SC service does not answer.", absent);
        }
    }

    private CardTerminals connected() throws NoSuchAlgorithmException {
        CardTerminals open = terminals;
        if (open == null) {
            open = source.terminals();
            terminals = open;
            if (connectionsLost.get() > 0) {
                reconnectedAt = System.nanoTime();
            }
        }
        return open;
    }

    private void forget() {
        terminals = null;
    }

    private <T> T visitNow(String reader, Turn turn, Visit<T> visit) throws CardTroubleException {
        CardTerminal terminal = freshly(connected -> named(connected, reader))
                .orElseThrow(() -> new CardTroubleException(Trouble.REMOVED, "The reader was unplugged."));
        try (ConnectedCard card = ConnectedCard.open(terminal, turn)) {
            return visit.with(card);
        } catch (CardException e) {
            throw explained(reader, new CardTroubleException(Trouble.UNREADABLE, "The card does not answer.", e));
        } catch (CardTroubleException e) {
            throw e.trouble() == Trouble.UNREADABLE ? explained(reader, e) : e;
        }
    }

    /**
     * What looks like a bad card may be none any more, or no service. A reader that failed may know of the removal only when
     * its daemon has looked again.
     */
    private CardTroubleException explained(String reader, CardTroubleException unreadable) {
        boolean readerFailed = unreadable.getCause() instanceof CardException;
        long end = System.nanoTime() + (readerFailed ? REMOVAL_IS_KNOWN_AFTER.toNanos() : 0);
        try {
            while (isThere(reader)) {
                if (System.nanoTime() - end >= 0) {
                    return unreadable;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
            return new CardTroubleException(Trouble.REMOVED, "The card was taken out.", unreadable);
        } catch (CardTroubleException noService) {
            return noService;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unreadable;
        }
    }

    private boolean isThere(String reader) throws CardTroubleException {
        return freshly(connected -> {
            Optional<CardTerminal> terminal = named(connected, reader);
            return terminal.isPresent() && isStillPresent(terminal.get());
        });
    }

    /** The card of a session is away only when the reader says so: a failure that says nothing of it is the connection's. */
    private static boolean isStillPresent(CardTerminal terminal) throws CardException {
        try {
            return terminal.isCardPresent();
        } catch (CardException e) {
            if (PcscFailure.of(e).isOneOf(PcscFailure.READER_GONE, PcscFailure.REMOVED)) {
                return false;
            }
            throw e;
        }
    }

    private boolean isSettling() {
        Long since = reconnectedAt;
        return since != null && System.nanoTime() - since < settling.toNanos();
    }

    /** Something to ask a connection to the PC/SC service. */
    private interface Question<T> {
        T ask(CardTerminals connected) throws CardException;
    }

    /** A reader that had a card when it was looked at. */
    private final class NamedSlot implements CardSlot {
        private final String reader;
        private volatile int connectionsLostBefore = connectionsLost.get();

        NamedSlot(String reader) {
            this.reader = reader;
        }

        @Override
        public String reader() {
            return reader;
        }

        @Override
        public boolean occupied() throws CardTroubleException {
            return thread.run(looking, turn -> {
                turn.holding(); // No card is waited for.
                boolean there = isThere(reader);
                requireSameService(there);
                return there;
            });
        }

        @Override
        public <T> T visit(Patience patience, Visit<T> visit) throws CardTroubleException {
            return thread.run(patience, turn -> {
                try {
                    return visitNow(reader, turn, visit);
                } catch (CardTroubleException e) {
                    requireSameService(e.trouble() != Trouble.REMOVED && e.trouble() != Trouble.UNREADABLE);
                    throw e;
                }
            });
        }

        /** A card that is away right after its service was restarted may be found again in a moment. */
        private void requireSameService(boolean there) throws CardTroubleException {
            int lost = connectionsLost.get();
            boolean restarted = lost != connectionsLostBefore;
            connectionsLostBefore = lost;
            if (!there && (restarted || isSettling())) {
                throw new CardTroubleException(Trouble.NO_SERVICE, "The PC/SC service was restarted.");
            }
        }
    }
}
