package dev.furikomi.card.software;

import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.MalformedTlvException;
import dev.furikomi.card.apdu.StatusWord;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.piv.GeneratedKey;
import dev.furikomi.card.piv.Piv;
import dev.furikomi.card.piv.PivSlot;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The card's asymmetric keys: used under their slot's rule (9A after the PIN, 9C after the PIN each time, 9E always), made
 * under the management key.
 */
final class KeyUse {

    private static final int TAG_CONTROL_REFERENCE_TEMPLATE = 0xAC;
    private static final int TAG_MECHANISM = 0x80;
    private static final int TAG_PIN_POLICY = 0xAA;
    private static final int TAG_TOUCH_POLICY = 0xAB;
    private static final int POLICY_DEFAULT = 0;
    private static final int TOUCH_NEVER = 1;

    private final CardMemory memory;
    private final SecurityStatus status;

    KeyUse(CardMemory memory, SecurityStatus status) {
        this.memory = memory;
        this.status = status;
    }

    Answer respond(int algorithm, int keyReference, AuthenticationTemplate template, boolean pinJustVerified) {
        Optional<PivSlot> slot = PivSlot.ofKeyReference(keyReference);
        if (slot.isEmpty() || ofPivAlgorithm(algorithm).isEmpty()) {
            return Answer.of(StatusWord.INCORRECT_P1_P2);
        }
        CardKey key = memory.content().keys().get(slot.get());
        if (key == null) {
            return Answer.of(StatusWord.REFERENCED_DATA_NOT_FOUND);
        }
        if (key.algorithm().pivAlgorithm() != algorithm) {
            return Answer.of(StatusWord.INCORRECT_P1_P2);
        }
        if (!isPermitted(slot.get(), pinJustVerified)) {
            return Answer.of(StatusWord.SECURITY_STATUS_NOT_SATISFIED);
        }
        try {
            Optional<byte[]> challenge = template.challengeToRespondTo();
            Optional<byte[]> response = challenge.isEmpty() ? Optional.empty() : key.respond(challenge.get());
            return response.map(KeyUse::answer).orElse(Answer.of(StatusWord.INCORRECT_DATA));
        } catch (GeneralSecurityException notABlock) {
            // An RSA block that is no number below the modulus.
            return Answer.of(StatusWord.INCORRECT_DATA);
        }
    }

    Answer generate(int p1, int keyReference, byte[] data) throws IOException {
        Optional<PivSlot> slot = PivSlot.ofKeyReference(keyReference);
        if (p1 != 0 || slot.isEmpty()) {
            return Answer.of(StatusWord.INCORRECT_P1_P2);
        }
        if (!status.isManagementKeyAuthenticated()) {
            return Answer.of(StatusWord.SECURITY_STATUS_NOT_SATISFIED);
        }
        Optional<SignatureAlgorithm> algorithm = mechanism(slot.get(), data);
        if (algorithm.isEmpty()) {
            return Answer.of(StatusWord.INCORRECT_DATA);
        }
        CardKey key = CardKey.generate(algorithm.get());
        memory.change(card -> card.withKey(slot.get(), key));
        return new Answer(GeneratedKey.template(key.publicKey()).toBytes(), StatusWord.NO_ERROR);
    }

    /** PIN policies as YubiKeys number them: 1 never, 2 once, 3 always. */
    static int pinPolicy(PivSlot slot) {
        return switch (slot) {
            case CARD_AUTHENTICATION -> 1;
            case AUTHENTICATION -> 2;
            case SIGNATURE -> 3;
        };
    }

    private boolean isPermitted(PivSlot slot, boolean pinJustVerified) {
        return switch (slot) {
            case CARD_AUTHENTICATION -> true;
            case AUTHENTICATION -> status.isPinVerified();
            case SIGNATURE -> pinJustVerified;
        };
    }

    private Optional<SignatureAlgorithm> mechanism(PivSlot slot, byte[] data) {
        try {
            List<DataObject> parts =
                    DataObject.readOnly(TAG_CONTROL_REFERENCE_TEMPLATE, data).parts();
            Optional<SignatureAlgorithm> mechanism = Optional.empty();
            for (DataObject part : parts) {
                if (part.value().length != 1) {
                    return Optional.empty();
                }
                int value = part.value()[0];
                switch (part.tag()) {
                    case TAG_MECHANISM -> mechanism = ofPivAlgorithm(value);
                    case TAG_PIN_POLICY -> {
                        if (!isOwnPolicy(value, pinPolicy(slot))) {
                            return Optional.empty();
                        }
                    }
                    case TAG_TOUCH_POLICY -> {
                        if (!isOwnPolicy(value, TOUCH_NEVER)) {
                            return Optional.empty();
                        }
                    }
                    default -> {
                        return Optional.empty();
                    }
                }
            }
            return mechanism;
        } catch (MalformedTlvException malformed) {
            return Optional.empty();
        }
    }

    /** A YubiKey's policies may be named, not changed. */
    private boolean isOwnPolicy(int value, int own) {
        return memory.content().yubiKey() && (value == POLICY_DEFAULT || value == own);
    }

    private static Optional<SignatureAlgorithm> ofPivAlgorithm(int identifier) {
        return Arrays.stream(SignatureAlgorithm.values())
                .filter(algorithm -> algorithm.pivAlgorithm() == identifier)
                .findFirst();
    }

    private static Answer answer(byte[] response) {
        DataObject template =
                DataObject.of(Piv.TAG_DYNAMIC_AUTHENTICATION_TEMPLATE, DataObject.of(Piv.TAG_RESPONSE, response));
        return new Answer(template.toBytes(), StatusWord.NO_ERROR);
    }
}
