package dev.furikomi.card.piv;

import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.Instruction;
import dev.furikomi.card.apdu.MalformedTlvException;
import dev.furikomi.card.apdu.StatusWord;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import java.util.Optional;

/** GENERAL AUTHENTICATE as internal authentication, which is how a card signs (SP 800-73-5 part 2, section 3.2.4). */
final class CardSignature {

    private CardSignature() {}

    static PivOutcome<byte[]> sign(CardCommands commands, PivSlot slot, SignatureAlgorithm algorithm, byte[] digest) {
        if (digest.length != algorithm.digestLength()) {
            throw new IllegalArgumentException("The digest has not the length of the algorithm's.");
        }
        byte[] challenge = algorithm == SignatureAlgorithm.RS256 ? SignatureAlgorithm.rsaBlock(digest) : digest;
        DataObject template = DataObject.of(
                Piv.TAG_DYNAMIC_AUTHENTICATION_TEMPLATE,
                DataObject.of(Piv.TAG_RESPONSE, new byte[0]),
                DataObject.of(Piv.TAG_CHALLENGE, challenge));
        return commands.send(
                        Instruction.GENERAL_AUTHENTICATE,
                        algorithm.pivAlgorithm(),
                        slot.keyReference(),
                        template.toBytes())
                .then(answer -> switch (answer.getSW()) {
                    case StatusWord.NO_ERROR -> read(algorithm, answer.getData());
                    case StatusWord.SECURITY_STATUS_NOT_SATISFIED ->
                        CardCommands.refused(PivRefusal.Reason.PIN_REQUIRED, answer);
                    // The template is right, so these speak of the key; cards differ in which of them they say.
                    case StatusWord.INCORRECT_DATA,
                            StatusWord.INCORRECT_P1_P2,
                            StatusWord.REFERENCED_DATA_NOT_FOUND,
                            StatusWord.WRONG_P1_P2 -> CardCommands.refused(PivRefusal.Reason.NO_KEY, answer);
                    default -> CardCommands.refused(PivRefusal.Reason.UNEXPECTED_STATUS, answer);
                });
    }

    private static PivOutcome<byte[]> read(SignatureAlgorithm algorithm, byte[] data) {
        try {
            byte[] response = DataObject.readOnly(Piv.TAG_DYNAMIC_AUTHENTICATION_TEMPLATE, data)
                    .part(Piv.TAG_RESPONSE);
            Optional<byte[]> signature = inProtocolForm(algorithm, response);
            return signature.isPresent()
                    ? new PivOutcome.Answered<>(signature.get())
                    : CardCommands.refused(PivRefusal.Reason.MALFORMED_ANSWER);
        } catch (MalformedTlvException malformed) {
            return CardCommands.refused(PivRefusal.Reason.MALFORMED_ANSWER);
        }
    }

    private static Optional<byte[]> inProtocolForm(SignatureAlgorithm algorithm, byte[] response) {
        return switch (algorithm) {
            case ES256, ES384 -> EcdsaSignature.toConcatenated(algorithm, response);
            case RS256 -> Optional.of(response).filter(bytes -> bytes.length == algorithm.signatureLength());
        };
    }
}
