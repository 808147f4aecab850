package dev.furikomi.card.piv;

import dev.furikomi.card.apdu.CardConnection;
import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.Instruction;
import dev.furikomi.card.apdu.MalformedTlvException;
import dev.furikomi.card.apdu.StatusWord;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.MalformedCertificateException;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.pinpad.PinPad;
import java.util.Optional;
import javax.smartcardio.Card;
import javax.smartcardio.ResponseAPDU;

/**
 * A session with the PIV application of a card. Blocking and not thread-safe: a reader that another program holds keeps
 * it waiting without an end, so card work runs on a thread of its own with a deadline.
 */
public final class PivSession {

    private static final int SELECT_BY_NAME = 0x04;
    private static final int RESET_SECURITY_STATUS = 0xFF;

    private final CardCommands commands;

    private PivSession(CardCommands commands) {
        this.commands = commands;
    }

    /** Selects the PIV application over the card's basic channel. */
    public static PivOutcome<PivSession> select(Card card) {
        try {
            return select(CardConnection.of(card.getBasicChannel()));
        } catch (IllegalStateException disconnected) {
            return CardCommands.refused(PivRefusal.Reason.CARD_REMOVED);
        }
    }

    /** Selects the PIV application, whatever its version. */
    public static PivOutcome<PivSession> select(CardConnection connection) {
        CardCommands commands = new CardCommands(connection);
        return commands.send(Instruction.SELECT, SELECT_BY_NAME, 0, Piv.truncatedApplicationIdentifier())
                .then(answer -> switch (answer.getSW()) {
                    case StatusWord.NO_ERROR -> new PivOutcome.Answered<>(new PivSession(commands));
                    case StatusWord.FILE_NOT_FOUND,
                            StatusWord.FUNCTION_NOT_SUPPORTED,
                            StatusWord.INSTRUCTION_NOT_SUPPORTED,
                            StatusWord.CLASS_NOT_SUPPORTED -> CardCommands.refused(PivRefusal.Reason.NOT_PIV, answer);
                    default -> CardCommands.refused(PivRefusal.Reason.UNEXPECTED_STATUS, answer);
                });
    }

    /** What satisfies the access rules; a card without a discovery object has the application PIN only. */
    public PivOutcome<PinUsagePolicy> discovery() {
        return commands.getData(Piv.OBJECT_DISCOVERY).then(answer -> switch (answer.getSW()) {
            case StatusWord.NO_ERROR -> readPinUsagePolicy(answer);
            case StatusWord.FILE_NOT_FOUND, StatusWord.INCORRECT_DATA, StatusWord.REFERENCED_DATA_NOT_FOUND ->
                new PivOutcome.Answered<>(PinUsagePolicy.WITHOUT_DISCOVERY);
            default -> CardCommands.refused(PivRefusal.Reason.UNEXPECTED_STATUS, answer);
        });
    }

    /** Reads the certificate of a slot and holds it against the ID card's profile; readable without PIN. */
    public PivOutcome<CardCertificate> certificate(PivSlot slot) {
        return certificateBytes(slot).then(der -> {
            try {
                return new PivOutcome.Answered<>(CardCertificate.parse(der));
            } catch (MalformedCertificateException notAnIdCard) {
                return CardCommands.refused(PivRefusal.Reason.NOT_AN_ID_CARD);
            }
        });
    }

    /** Reads the DER of whatever certificate is in a slot. */
    public PivOutcome<byte[]> certificateBytes(PivSlot slot) {
        return commands.getData(slot.certificateTag()).then(answer -> switch (answer.getSW()) {
            case StatusWord.NO_ERROR -> readCertificateObject(answer.getData());
            case StatusWord.FILE_NOT_FOUND -> CardCommands.refused(PivRefusal.Reason.NO_CERTIFICATE, answer);
            default -> CardCommands.refused(PivRefusal.Reason.UNEXPECTED_STATUS, answer);
        });
    }

    /**
     * Has the card sign a digest with the key of a slot. What a key's algorithm needs around the digest is made here, so
     * nobody above this method can have a card sign anything but a digest.
     *
     * @param digest of exactly the algorithm's digest length
     * @return the signature in the protocol's form, numbers in range, not yet verified
     */
    public PivOutcome<byte[]> sign(PivSlot slot, SignatureAlgorithm algorithm, byte[] digest) {
        return CardSignature.sign(commands, slot, algorithm, digest);
    }

    /** Whether the PIN is verified now, or how many tries are left. Takes no try. */
    public PivOutcome<PinStatus> pinStatus() {
        return PinVerification.status(commands);
    }

    /**
     * Verifies the cardholder's PIN. The PIN goes to the card only; the caller wipes {@code pin}. A wrong one takes a try:
     * {@link PivRefusal#triesLeft()} of the refusal says how many are left.
     */
    public PivOutcome<PinVerified> verifyPin(byte[] pin) {
        return PinVerification.verify(commands, pin);
    }

    /** As {@link #verifyPin(byte[])}, with the PIN from the reader's keypad. */
    public PivOutcome<PinVerified> verifyPin(PinPad pinPad) {
        return PinPadVerification.verify(pinPad);
    }

    /** CHANGE REFERENCE DATA of the PIN. A wrong old one takes a try; the caller wipes both. */
    public PivOutcome<Completed> changePin(byte[] oldPin, byte[] newPin) {
        return PinChange.change(commands, Piv.PIN_REFERENCE, oldPin, newPin);
    }

    /** CHANGE REFERENCE DATA of the PUK, with which a blocked PIN is unblocked. */
    public PivOutcome<Completed> changePuk(byte[] oldPuk, byte[] newPuk) {
        return PinChange.change(commands, Piv.PUK_REFERENCE, oldPuk, newPuk);
    }

    /** RESET RETRY COUNTER: a new PIN by the PUK, which has a retry counter of its own. */
    public PivOutcome<Completed> unblockPin(byte[] puk, byte[] newPin) {
        return PinChange.unblock(commands, puk, newPin);
    }

    /** Forgets that the PIN was verified. Cards of before SP 800-73-4 do not know this; a reset of the card always does it. */
    public PivOutcome<PinStatus> forgetPin() {
        return commands.sendBare(Instruction.VERIFY, RESET_SECURITY_STATUS, Piv.PIN_REFERENCE)
                .then(answer -> answer.getSW() == StatusWord.NO_ERROR
                        ? pinStatus()
                        : CardCommands.refused(PivRefusal.Reason.NOT_SUPPORTED, answer));
    }

    CardCommands commands() {
        return commands;
    }

    private static PivOutcome<PinUsagePolicy> readPinUsagePolicy(ResponseAPDU answer) {
        try {
            return new PivOutcome.Answered<>(PinUsagePolicy.read(answer.getData()));
        } catch (MalformedTlvException malformed) {
            return CardCommands.refused(PivRefusal.Reason.MALFORMED_ANSWER);
        }
    }

    private static PivOutcome<byte[]> readCertificateObject(byte[] data) {
        try {
            DataObject container = DataObject.readOnly(Piv.TAG_DISCRETIONARY_DATA, data);
            if (container.parts().isEmpty()) {
                return CardCommands.refused(PivRefusal.Reason.NO_CERTIFICATE);
            }
            Optional<byte[]> der = CertificateObject.certificate(container);
            return der.isPresent()
                    ? new PivOutcome.Answered<>(der.get())
                    : CardCommands.refused(PivRefusal.Reason.MALFORMED_ANSWER);
        } catch (MalformedTlvException malformed) {
            return CardCommands.refused(PivRefusal.Reason.MALFORMED_ANSWER);
        }
    }
}
