package dev.furikomi.card.piv;

import dev.furikomi.card.apdu.CardConnection;
import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.Instruction;
import dev.furikomi.card.apdu.MalformedTlvException;
import dev.furikomi.card.apdu.ResponseChaining;
import dev.furikomi.card.apdu.StatusWord;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.MalformedCertificateException;
import java.util.List;
import java.util.Optional;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;

/**
 * A session with the PIV application of a card. Blocking and not thread-safe: a reader that another program holds keeps
 * it waiting without an end, so card work runs on a thread of its own with a deadline.
 */
public final class PivSession {

    private static final int DIGEST_LENGTH = 32;
    private static final int EXPECTED_LENGTH = 256;
    private static final int SELECT_BY_NAME = 0x04;
    private static final int CURRENT_FILE_P1 = 0x3F;
    private static final int CURRENT_FILE_P2 = 0xFF;

    private final CardConnection connection;

    private PivSession(CardConnection connection) {
        this.connection = connection;
    }

    /** Selects the PIV application over the card's basic channel. */
    public static PivOutcome<PivSession> select(Card card) {
        try {
            return select(CardConnection.of(card.getBasicChannel()));
        } catch (IllegalStateException disconnected) {
            return refused(PivRefusal.Reason.CARD_REMOVED);
        }
    }

    /** Selects the PIV application, whatever its version. */
    public static PivOutcome<PivSession> select(CardConnection connection) {
        PivSession session = new PivSession(new ResponseChaining(connection));
        CommandAPDU select = new CommandAPDU(
                Instruction.CLASS_INTERINDUSTRY,
                Instruction.SELECT,
                SELECT_BY_NAME,
                0,
                Piv.truncatedApplicationIdentifier(),
                EXPECTED_LENGTH);
        return session.transmit(select).then(answer -> switch (answer.getSW()) {
            case StatusWord.NO_ERROR -> new PivOutcome.Answered<>(session);
            case StatusWord.FILE_NOT_FOUND, StatusWord.INSTRUCTION_NOT_SUPPORTED, StatusWord.CLASS_NOT_SUPPORTED ->
                refused(PivRefusal.Reason.NOT_PIV, answer);
            default -> refused(PivRefusal.Reason.UNEXPECTED_STATUS, answer);
        });
    }

    /** Reads the certificate of a slot and holds it against the ID card's profile; readable without PIN. */
    public PivOutcome<CardCertificate> certificate(PivSlot slot) {
        return certificateBytes(slot).then(der -> {
            try {
                return new PivOutcome.Answered<>(CardCertificate.parse(der));
            } catch (MalformedCertificateException notAnIdCard) {
                return refused(PivRefusal.Reason.NOT_AN_ID_CARD);
            }
        });
    }

    /** Reads the DER of whatever certificate is in a slot. */
    public PivOutcome<byte[]> certificateBytes(PivSlot slot) {
        byte[] tag = {
            (byte) (slot.certificateTag() >>> 16), (byte) (slot.certificateTag() >>> 8), (byte) slot.certificateTag(),
        };
        CommandAPDU getData = new CommandAPDU(
                Instruction.CLASS_INTERINDUSTRY,
                Instruction.GET_DATA,
                CURRENT_FILE_P1,
                CURRENT_FILE_P2,
                DataObject.of(Piv.TAG_LIST, tag).toBytes(),
                EXPECTED_LENGTH);
        return transmit(getData).then(answer -> switch (answer.getSW()) {
            case StatusWord.NO_ERROR -> readCertificateObject(answer.getData());
            case StatusWord.FILE_NOT_FOUND -> refused(PivRefusal.Reason.NO_CERTIFICATE, answer);
            default -> refused(PivRefusal.Reason.UNEXPECTED_STATUS, answer);
        });
    }

    /**
     * Has the card sign a SHA-256 digest with the P-256 key of a slot (GENERAL AUTHENTICATE).
     *
     * @return 64 bytes r‖s, in range, not yet verified
     */
    public PivOutcome<byte[]> sign(PivSlot slot, byte[] digest) {
        if (digest.length != DIGEST_LENGTH) {
            throw new IllegalArgumentException("The card signs digests of 32 bytes.");
        }
        DataObject template = DataObject.of(
                Piv.TAG_DYNAMIC_AUTHENTICATION_TEMPLATE,
                DataObject.of(Piv.TAG_RESPONSE, new byte[0]),
                DataObject.of(Piv.TAG_CHALLENGE, digest));
        CommandAPDU generalAuthenticate = new CommandAPDU(
                Instruction.CLASS_INTERINDUSTRY,
                Instruction.GENERAL_AUTHENTICATE,
                Piv.ALGORITHM_ECC_P256,
                slot.keyReference(),
                template.toBytes(),
                EXPECTED_LENGTH);
        return transmit(generalAuthenticate).then(answer -> switch (answer.getSW()) {
            case StatusWord.NO_ERROR -> readSignature(answer.getData());
            case StatusWord.SECURITY_STATUS_NOT_SATISFIED -> refused(PivRefusal.Reason.PIN_REQUIRED, answer);
            default -> refused(PivRefusal.Reason.UNEXPECTED_STATUS, answer);
        });
    }

    /** Verifies the cardholder's PIN. The PIN goes to the card only; the caller wipes {@code pin}. */
    public PivOutcome<PinVerified> verifyPin(byte[] pin) {
        return PinVerification.verify(connection, pin);
    }

    private PivOutcome<ResponseAPDU> transmit(CommandAPDU command) {
        return transmit(connection, command);
    }

    static PivOutcome<ResponseAPDU> transmit(CardConnection connection, CommandAPDU command) {
        try {
            return new PivOutcome.Answered<>(connection.transmit(command));
        } catch (CardException failed) {
            return refused(Removal.isSaidBy(failed) ? PivRefusal.Reason.CARD_REMOVED : PivRefusal.Reason.READER_FAILED);
        } catch (IllegalStateException disconnected) {
            // What javax.smartcardio throws for each later use of a card that was removed.
            return refused(PivRefusal.Reason.CARD_REMOVED);
        }
    }

    private static PivOutcome<byte[]> readCertificateObject(byte[] data) {
        try {
            DataObject container = DataObject.readOnly(Piv.TAG_DISCRETIONARY_DATA, data);
            List<DataObject> parts = container.parts();
            if (parts.isEmpty()) {
                return refused(PivRefusal.Reason.NO_CERTIFICATE);
            }
            Optional<byte[]> der = CertificateObject.certificate(container);
            return der.isPresent() ? new PivOutcome.Answered<>(der.get()) : refused(PivRefusal.Reason.MALFORMED_ANSWER);
        } catch (MalformedTlvException malformed) {
            return refused(PivRefusal.Reason.MALFORMED_ANSWER);
        }
    }

    private static PivOutcome<byte[]> readSignature(byte[] data) {
        try {
            byte[] der = DataObject.readOnly(Piv.TAG_DYNAMIC_AUTHENTICATION_TEMPLATE, data)
                    .part(Piv.TAG_RESPONSE);
            Optional<byte[]> signature = EcdsaSignature.toConcatenated(der);
            return signature.isPresent()
                    ? new PivOutcome.Answered<>(signature.get())
                    : refused(PivRefusal.Reason.MALFORMED_ANSWER);
        } catch (MalformedTlvException malformed) {
            return refused(PivRefusal.Reason.MALFORMED_ANSWER);
        }
    }

    private static <T> PivOutcome<T> refused(PivRefusal.Reason reason) {
        return new PivOutcome.Refused<>(PivRefusal.of(reason));
    }

    private static <T> PivOutcome<T> refused(PivRefusal.Reason reason, ResponseAPDU answer) {
        return new PivOutcome.Refused<>(new PivRefusal(reason, answer.getSW()));
    }
}
