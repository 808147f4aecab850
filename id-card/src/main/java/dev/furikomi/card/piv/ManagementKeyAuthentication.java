package dev.furikomi.card.piv;

import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.Instruction;
import dev.furikomi.card.apdu.MalformedTlvException;
import dev.furikomi.card.apdu.StatusWord;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import javax.smartcardio.ResponseAPDU;

/**
 * GENERAL AUTHENTICATE with the management key (SP 800-73-5 part 2, appendix A.1): mutual, so that a card of another issuer
 * is noticed too; or, with cards that know no witness, of the host alone.
 */
final class ManagementKeyAuthentication {

    private static final int TAG_METADATA_ALGORITHM = 0x01;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final CardCommands commands;
    private final ManagementKey key;

    ManagementKeyAuthentication(CardCommands commands, ManagementKey key) {
        this.commands = commands;
        this.key = key;
    }

    PivOutcome<Completed> authenticate() {
        PivOutcome<Completed> last = CardCommands.refused(PivRefusal.Reason.MANAGEMENT_KEY_WRONG);
        for (ManagementKeyAlgorithm algorithm : candidates()) {
            last = authenticate(algorithm);
            boolean isOtherAlgorithm =
                    last.fold(done -> false, refusal -> refusal.reason() == PivRefusal.Reason.NOT_SUPPORTED);
            if (!isOtherAlgorithm) {
                return last;
            }
        }
        return last;
    }

    /** A YubiKey says which algorithm its key has; of other cards the key's own candidates are tried. */
    private List<ManagementKeyAlgorithm> candidates() {
        List<ManagementKeyAlgorithm> candidates = key.candidates();
        if (candidates.size() == 1) {
            return candidates;
        }
        return commands.send(Instruction.GET_METADATA, 0, Piv.MANAGEMENT_KEY_REFERENCE, new byte[0])
                .fold(answer -> named(answer, candidates), refusal -> candidates);
    }

    private static List<ManagementKeyAlgorithm> named(ResponseAPDU metadata, List<ManagementKeyAlgorithm> candidates) {
        if (metadata.getSW() != StatusWord.NO_ERROR) {
            return candidates;
        }
        try {
            for (DataObject part : DataObject.readAll(metadata.getData())) {
                if (part.tag() == TAG_METADATA_ALGORITHM && part.value().length == 1) {
                    int identifier = part.value()[0];
                    List<ManagementKeyAlgorithm> named = candidates.stream()
                            .filter(candidate -> candidate.pivAlgorithm() == identifier)
                            .toList();
                    return named.isEmpty() ? candidates : named;
                }
            }
        } catch (MalformedTlvException malformed) {
            // Then the card has not said it.
        }
        return candidates;
    }

    private PivOutcome<Completed> authenticate(ManagementKeyAlgorithm algorithm) {
        return send(algorithm, DataObject.of(Piv.TAG_WITNESS, new byte[0])).then(answer -> switch (answer.getSW()) {
            case StatusWord.NO_ERROR -> proveMutually(algorithm, answer.getData());
            case StatusWord.INCORRECT_P1_P2, StatusWord.WRONG_P1_P2, StatusWord.REFERENCED_DATA_NOT_FOUND ->
                CardCommands.refused(PivRefusal.Reason.NOT_SUPPORTED, answer);
            default -> proveAlone(algorithm);
        });
    }

    private PivOutcome<Completed> proveMutually(ManagementKeyAlgorithm algorithm, byte[] data) {
        try {
            byte[] witness = part(data, Piv.TAG_WITNESS);
            if (witness.length != algorithm.blockLength()) {
                return CardCommands.refused(PivRefusal.Reason.MALFORMED_ANSWER);
            }
            byte[] challenge = new byte[algorithm.blockLength()];
            RANDOM.nextBytes(challenge);
            return send(
                            algorithm,
                            DataObject.of(Piv.TAG_WITNESS, key.decrypt(algorithm, witness)),
                            DataObject.of(Piv.TAG_CHALLENGE, challenge))
                    .then(answer -> answer.getSW() == StatusWord.NO_ERROR
                            ? checkCard(algorithm, challenge, answer.getData())
                            : refusedProof(answer));
        } catch (MalformedTlvException malformed) {
            return CardCommands.refused(PivRefusal.Reason.MALFORMED_ANSWER);
        }
    }

    /** Without this a card could be made to look personalised by anyone in between. */
    private PivOutcome<Completed> checkCard(ManagementKeyAlgorithm algorithm, byte[] challenge, byte[] data) {
        try {
            boolean genuine = MessageDigest.isEqual(key.encrypt(algorithm, challenge), part(data, Piv.TAG_RESPONSE));
            return genuine
                    ? new PivOutcome.Answered<>(new Completed())
                    : CardCommands.refused(PivRefusal.Reason.MANAGEMENT_KEY_WRONG);
        } catch (MalformedTlvException malformed) {
            return CardCommands.refused(PivRefusal.Reason.MALFORMED_ANSWER);
        }
    }

    private PivOutcome<Completed> proveAlone(ManagementKeyAlgorithm algorithm) {
        return send(algorithm, DataObject.of(Piv.TAG_CHALLENGE, new byte[0])).then(answer -> {
            if (answer.getSW() != StatusWord.NO_ERROR) {
                return CardCommands.refused(PivRefusal.Reason.NOT_SUPPORTED, answer);
            }
            try {
                byte[] challenge = part(answer.getData(), Piv.TAG_CHALLENGE);
                if (challenge.length != algorithm.blockLength()) {
                    return CardCommands.refused(PivRefusal.Reason.MALFORMED_ANSWER);
                }
                return send(algorithm, DataObject.of(Piv.TAG_RESPONSE, key.encrypt(algorithm, challenge)))
                        .then(proof -> proof.getSW() == StatusWord.NO_ERROR
                                ? new PivOutcome.Answered<>(new Completed())
                                : refusedProof(proof));
            } catch (MalformedTlvException malformed) {
                return CardCommands.refused(PivRefusal.Reason.MALFORMED_ANSWER);
            }
        });
    }

    private PivOutcome<ResponseAPDU> send(ManagementKeyAlgorithm algorithm, DataObject... parts) {
        return commands.send(
                Instruction.GENERAL_AUTHENTICATE,
                algorithm.pivAlgorithm(),
                Piv.MANAGEMENT_KEY_REFERENCE,
                DataObject.of(Piv.TAG_DYNAMIC_AUTHENTICATION_TEMPLATE, parts).toBytes());
    }

    private static byte[] part(byte[] data, int tag) throws MalformedTlvException {
        return DataObject.readOnly(Piv.TAG_DYNAMIC_AUTHENTICATION_TEMPLATE, data)
                .part(tag);
    }

    private static <T> PivOutcome<T> refusedProof(ResponseAPDU answer) {
        return switch (answer.getSW()) {
            case StatusWord.SECURITY_STATUS_NOT_SATISFIED,
                    StatusWord.AUTHENTICATION_METHOD_BLOCKED,
                    StatusWord.CONDITIONS_OF_USE_NOT_SATISFIED,
                    StatusWord.INCORRECT_DATA,
                    StatusWord.VERIFICATION_FAILED ->
                CardCommands.refused(PivRefusal.Reason.MANAGEMENT_KEY_WRONG, answer);
            default -> CardCommands.refused(PivRefusal.Reason.UNEXPECTED_STATUS, answer);
        };
    }
}
