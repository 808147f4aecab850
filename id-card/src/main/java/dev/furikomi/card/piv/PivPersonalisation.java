package dev.furikomi.card.piv;

import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.Instruction;
import dev.furikomi.card.apdu.MalformedTlvException;
import dev.furikomi.card.apdu.StatusWord;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import java.io.ByteArrayOutputStream;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.smartcardio.ResponseAPDU;

/**
 * Makes a card somebody's: keys that are made on the card and never leave it, certificates and data objects. For generic PIV
 * cards and YubiKeys; lasts until the card is reset. RSA keys can take a card half a minute to make.
 */
public final class PivPersonalisation {

    private static final int TAG_CONTROL_REFERENCE_TEMPLATE = 0xAC;
    private static final int TAG_MECHANISM = 0x80;

    private final PivSession session;
    private final CardCommands commands;

    private PivPersonalisation(PivSession session) {
        this.session = session;
        this.commands = session.commands();
    }

    /** Proves the management key to the card and, where the card can do that, the card's knowledge of it to us. */
    public static PivOutcome<PivPersonalisation> authenticate(PivSession session, ManagementKey key) {
        return new ManagementKeyAuthentication(session.commands(), key)
                .authenticate()
                .then(done -> new PivOutcome.Answered<>(new PivPersonalisation(session)));
    }

    /** GENERATE ASYMMETRIC KEY PAIR. The key that was in the slot is gone, its certificate stays until it is replaced. */
    public PivOutcome<PublicKey> generateKey(PivSlot slot, SignatureAlgorithm algorithm) {
        DataObject template = DataObject.of(
                TAG_CONTROL_REFERENCE_TEMPLATE,
                DataObject.of(TAG_MECHANISM, new byte[] {(byte) algorithm.pivAlgorithm()}));
        return commands.send(Instruction.GENERATE_ASYMMETRIC_KEY_PAIR, 0, slot.keyReference(), template.toBytes())
                .then(answer ->
                        answer.getSW() == StatusWord.NO_ERROR ? readKey(algorithm, answer.getData()) : refused(answer));
    }

    /** Stores a certificate, compressed if the card has no room for it otherwise. */
    public PivOutcome<Completed> storeCertificate(PivSlot slot, X509Certificate certificate) {
        byte[] der = der(certificate);
        PivOutcome<Completed> plain = storeDataObject(slot.certificateTag(), CertificateObject.of(der));
        boolean isTooLong = plain.fold(done -> false, refusal -> refusal.reason() == PivRefusal.Reason.MEMORY_FAILURE);
        return isTooLong ? storeDataObject(slot.certificateTag(), CertificateObject.compressed(der)) : plain;
    }

    /**
     * PUT DATA.
     *
     * @param object the whole object, with its outer tag (53 for nearly all)
     */
    public PivOutcome<Completed> storeDataObject(int tag, DataObject object) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(CardCommands.tagList(tag).toBytes());
        data.writeBytes(object.toBytes());
        return commands.sendOnly(
                        Instruction.PUT_DATA,
                        Piv.CURRENT_FILE >>> Byte.SIZE,
                        Piv.CURRENT_FILE & 0xFF,
                        data.toByteArray())
                .then(answer -> answer.getSW() == StatusWord.NO_ERROR
                        ? new PivOutcome.Answered<>(new Completed())
                        : refused(answer));
    }

    /** As {@link PivSession#changePin}, which needs no management key. */
    public PivOutcome<Completed> changePin(byte[] oldPin, byte[] newPin) {
        return session.changePin(oldPin, newPin);
    }

    private static PivOutcome<PublicKey> readKey(SignatureAlgorithm algorithm, byte[] answer) {
        try {
            Optional<PublicKey> key = GeneratedKey.read(algorithm, answer);
            return key.isPresent()
                    ? new PivOutcome.Answered<>(key.get())
                    : CardCommands.refused(PivRefusal.Reason.MALFORMED_ANSWER);
        } catch (MalformedTlvException malformed) {
            return CardCommands.refused(PivRefusal.Reason.MALFORMED_ANSWER);
        }
    }

    private static <T> PivOutcome<T> refused(ResponseAPDU answer) {
        PivRefusal.Reason reason =
                switch (answer.getSW()) {
                    case StatusWord.SECURITY_STATUS_NOT_SATISFIED -> PivRefusal.Reason.MANAGEMENT_KEY_REQUIRED;
                    case StatusWord.NOT_ENOUGH_MEMORY, StatusWord.MEMORY_FAILURE, StatusWord.WRONG_LENGTH ->
                        PivRefusal.Reason.MEMORY_FAILURE;
                    case StatusWord.INCORRECT_DATA,
                            StatusWord.FUNCTION_NOT_SUPPORTED,
                            StatusWord.INCORRECT_P1_P2,
                            StatusWord.WRONG_P1_P2,
                            StatusWord.INSTRUCTION_NOT_SUPPORTED -> PivRefusal.Reason.NOT_SUPPORTED;
                    default -> PivRefusal.Reason.UNEXPECTED_STATUS;
                };
        return CardCommands.refused(reason, answer);
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException bug) {
            throw new IllegalArgumentException("A certificate that can be written is stored.", bug);
        }
    }
}
