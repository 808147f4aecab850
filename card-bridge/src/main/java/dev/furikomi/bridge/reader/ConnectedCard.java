package dev.furikomi.bridge.reader;

import dev.furikomi.bridge.reader.CardThread.Turn;
import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.MalformedCertificateException;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.pinpad.PinPad;
import dev.furikomi.card.piv.ContactlessInterface;
import dev.furikomi.card.piv.PinStatus;
import dev.furikomi.card.piv.PivOutcome;
import dev.furikomi.card.piv.PivRefusal;
import dev.furikomi.card.piv.PivSession;
import dev.furikomi.card.piv.PivSlot;
import java.nio.BufferUnderflowException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;

/** A connected PIV card that no other program can use meanwhile; closing it resets it. */
final class ConnectedCard implements PivCard, AutoCloseable {
    private static final long AGAIN_AFTER_MILLIS = 150;

    private final CardTerminal terminal;
    private final Turn turn;
    private Card card;
    private PivSession session;

    private ConnectedCard(CardTerminal terminal, Turn turn, Card card, PivSession session) {
        this.terminal = terminal;
        this.turn = turn;
        this.card = card;
        this.session = session;
    }

    /** Waits while another program holds the card, until the turn is given up. */
    static ConnectedCard open(CardTerminal terminal, Turn turn) throws CardException, CardTroubleException {
        Card card = take(terminal, turn);
        try {
            return new ConnectedCard(terminal, turn, card, select(card, turn));
        } catch (CardTroubleException e) {
            leave(card, true);
            throw e;
        }
    }

    /** Any certificate: that it is no ID card's is for the session to find, by its institution. */
    @Override
    public X509Certificate certificate(PivSlot slot) throws CardTroubleException {
        turn.require();
        try {
            return CardCertificate.x509(answered(turn, session.certificateBytes(slot)));
        } catch (MalformedCertificateException e) {
            throw new CardTroubleException(Trouble.UNREADABLE, "The card's certificate cannot be read.", e);
        }
    }

    @Override
    public byte[] sign(PivSlot slot, SignatureAlgorithm algorithm, byte[] digest) throws CardTroubleException {
        turn.require();
        return answered(turn, session.sign(slot, algorithm, digest));
    }

    @Override
    public PinStatus pinStatus() throws CardTroubleException {
        turn.require();
        PinStatus status = answered(turn, session.pinStatus());
        if (!status.verified()) {
            return status;
        }
        reset();
        PinStatus fresh = answered(turn, session.pinStatus());
        if (fresh.verified()) {
            throw new CardTroubleException(Trouble.UNREADABLE, "The card does not forget a verified PIN.");
        }
        return fresh;
    }

    @Override
    public PinAnswer verifyPin(byte[] pin) throws CardTroubleException {
        turn.require();
        return pinAnswer(turn, session.verifyPin(pin));
    }

    @Override
    public boolean hasPinPad() throws CardTroubleException {
        return pinPad().isPresent();
    }

    @Override
    public PinAnswer verifyPinOnReader(Locale language) throws CardTroubleException {
        PinPad pinPad = pinPad().orElseThrow(
                        () -> new CardTroubleException(Trouble.UNREADABLE, "The reader has no keys any more."));
        return pinAnswer(turn, session.verifyPin(pinPad.in(language).asLongAs(turn::isWanted)));
    }

    /** With a reset: what a visit unlocked must not stay unlocked for another program. */
    @Override
    public void close() {
        leave(card, true);
    }

    private Optional<PinPad> pinPad() throws CardTroubleException {
        turn.require();
        return PinPad.of(card, terminal.getName());
    }

    private void reset() throws CardTroubleException {
        leave(card, true);
        try {
            card = take(terminal, turn);
        } catch (CardException e) {
            throw new CardTroubleException(Trouble.UNREADABLE, "The card did not come back from a reset.", e);
        }
        session = select(card, turn);
    }

    private static Card take(CardTerminal terminal, Turn turn) throws CardException, CardTroubleException {
        while (true) {
            turn.require();
            Card card = null;
            try {
                card = connect(terminal);
                card.beginExclusive();
                turn.holding();
                return card;
            } catch (CardException e) {
                if (card != null) {
                    leave(card, false);
                }
                if (!PcscFailure.of(e).isOneOf(PcscFailure.HELD, PcscFailure.RESET)) {
                    throw e;
                }
            }
            pause();
        }
    }

    /** Slot 9E is refused over the air, where a card is easily relayed; so are the others, for one rule. */
    private static PivSession select(Card card, Turn turn) throws CardTroubleException {
        turn.require();
        if (ContactlessInterface.isContactless(card.getATR())) {
            throw new CardTroubleException(Trouble.UNREADABLE, "A contactless card is not used.");
        }
        return answered(turn, PivSession.select(command -> transmit(card, command, turn)));
    }

    /** A provider that reads a broken answer of the reader may fail in any way; so does one whose card is gone. */
    private static ResponseAPDU transmit(Card card, CommandAPDU command, Turn turn) throws CardException {
        if (!turn.isWanted()) {
            throw new CardException("Nobody waits for the card any more.");
        }
        try {
            return card.getBasicChannel().transmit(command);
        } catch (IllegalArgumentException | BufferUnderflowException brokenAnswer) {
            throw new CardException("The reader gave no whole answer."); // Without the cause, which may quote it.
        }
    }

    private static Card connect(CardTerminal terminal) throws CardException {
        try {
            return terminal.connect("*");
        } catch (IllegalArgumentException | BufferUnderflowException brokenAnswer) {
            throw new CardException("The reader gave no whole answer to reset.", brokenAnswer);
        }
    }

    private static void leave(Card card, boolean reset) {
        try {
            card.disconnect(reset);
        } catch (CardException gone) {
            // The card left before the bridge did.
        }
    }

    private static PinAnswer pinAnswer(Turn turn, PivOutcome<?> outcome) throws CardTroubleException {
        if (outcome instanceof PivOutcome.Refused<?> refused) {
            turn.require();
            PivRefusal refusal = refused.refusal();
            return switch (refusal.reason()) {
                case PIN_WRONG -> new PinAnswer.Wrong(refusal.triesLeft());
                case PIN_BLOCKED -> new PinAnswer.Blocked();
                case PIN_MALFORMED -> new PinAnswer.Malformed();
                case PIN_ENTRY_CANCELLED -> new PinAnswer.CancelledOnReader();
                case PIN_ENTRY_TIMED_OUT -> new PinAnswer.TimedOutOnReader();
                default -> throw trouble(refusal);
            };
        }
        return new PinAnswer.Accepted();
    }

    private static <T> T answered(Turn turn, PivOutcome<T> outcome) throws CardTroubleException {
        if (outcome instanceof PivOutcome.Answered<T> answered) {
            return answered.value();
        }
        turn.require(); // What was not sent any more is no trouble with the card.
        throw trouble(((PivOutcome.Refused<T>) outcome).refusal());
    }

    private static CardTroubleException trouble(PivRefusal refusal) {
        Trouble trouble =
                switch (refusal.reason()) {
                    case CARD_REMOVED -> Trouble.REMOVED;
                    case NO_CERTIFICATE -> Trouble.NO_CERTIFICATE;
                    default -> Trouble.UNREADABLE;
                };
        String message = "The card refused: " + refusal;
        return refusal.reason() == PivRefusal.Reason.READER_FAILED
                ? new CardTroubleException(trouble, message, new CardException("The reader failed."))
                : new CardTroubleException(trouble, message);
    }

    private static void pause() throws CardTroubleException {
        try {
            TimeUnit.MILLISECONDS.sleep(AGAIN_AFTER_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CardTroubleException(Trouble.GIVEN_UP, "The bridge is stopping.", e);
        }
    }
}
