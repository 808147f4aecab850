package dev.furikomi.card.software;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.Instruction;
import dev.furikomi.card.apdu.MalformedTlvException;
import dev.furikomi.card.apdu.StatusWord;
import dev.furikomi.card.piv.Piv;
import dev.furikomi.card.piv.PivSlot;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The PIV application's state and access rules: 9A after the PIN, 9C after the PIN each time, 9E always. */
final class PivApplication {

    private static final int SELECT_BY_NAME = 0x04;
    private static final int AID_LENGTH_MIN = 9;
    private static final int CURRENT_FILE = 0x3FFF;
    private static final int RESET_SECURITY_STATUS = 0xFF;
    private static final int DIGEST_LENGTH = 32;
    private static final int TAG_LENGTH_MAX = 3;

    private final SoftwareCardFile file;
    private CardContent content;
    private boolean selected;
    private boolean pinVerified;
    private boolean pinJustVerified;

    PivApplication(SoftwareCardFile file, CardContent content) {
        this.file = file;
        this.content = content;
    }

    void reset() {
        selected = false;
        pinVerified = false;
        pinJustVerified = false;
    }

    Answer answer(int instruction, int p1, int p2, byte[] data) {
        boolean pinWasJustVerified = pinJustVerified;
        pinJustVerified = false;
        if (instruction == Instruction.SELECT) {
            return select(p1, p2, data);
        }
        if (!selected) {
            return Answer.of(StatusWord.INSTRUCTION_NOT_SUPPORTED);
        }
        return switch (instruction) {
            case Instruction.GET_DATA -> getData(p1 << 8 | p2, data);
            case Instruction.VERIFY -> verify(p1, p2, data);
            case Instruction.GENERAL_AUTHENTICATE -> generalAuthenticate(p1, p2, data, pinWasJustVerified);
            default -> Answer.of(StatusWord.INSTRUCTION_NOT_SUPPORTED);
        };
    }

    /** Selecting again, or selecting what is not here, changes no security status (SP 800-73-5 part 2, 3.1.1). */
    private Answer select(int p1, int p2, byte[] name) {
        if (p1 != SELECT_BY_NAME || p2 != 0) {
            return Answer.of(StatusWord.INCORRECT_P1_P2);
        }
        byte[] own = Piv.applicationIdentifier();
        boolean isPiv = name.length >= AID_LENGTH_MIN
                && name.length <= own.length
                && Arrays.equals(name, Arrays.copyOf(own, name.length));
        if (!isPiv) {
            return Answer.of(StatusWord.FILE_NOT_FOUND);
        }
        selected = true;
        DataObject template = DataObject.of(
                Piv.TAG_APPLICATION_PROPERTY_TEMPLATE,
                DataObject.of(Piv.TAG_APPLICATION_IDENTIFIER, Arrays.copyOfRange(own, 5, own.length)),
                DataObject.of(
                        Piv.TAG_COEXISTENT_TAG_ALLOCATION,
                        DataObject.of(Piv.TAG_APPLICATION_IDENTIFIER, Arrays.copyOf(own, 5))));
        return new Answer(template.toBytes(), StatusWord.NO_ERROR);
    }

    private Answer getData(int p1p2, byte[] data) {
        if (p1p2 != CURRENT_FILE) {
            return Answer.of(StatusWord.INCORRECT_P1_P2);
        }
        try {
            byte[] tag = DataObject.readOnly(Piv.TAG_LIST, data).value();
            if (tag.length == 0 || tag.length > TAG_LENGTH_MAX) {
                return Answer.of(StatusWord.INCORRECT_DATA);
            }
            int number = 0;
            for (byte part : tag) {
                number = number << 8 | (part & 0xFF);
            }
            byte[] object = content.objects().get(number);
            return object == null ? Answer.of(StatusWord.FILE_NOT_FOUND) : new Answer(object, StatusWord.NO_ERROR);
        } catch (MalformedTlvException malformed) {
            return Answer.of(StatusWord.INCORRECT_DATA);
        }
    }

    private Answer verify(int p1, int p2, byte[] pin) {
        if (p2 != Piv.PIN_REFERENCE) {
            return Answer.of(StatusWord.REFERENCED_DATA_NOT_FOUND);
        }
        if (p1 == RESET_SECURITY_STATUS && pin.length == 0) {
            pinVerified = false;
            return Answer.of(StatusWord.NO_ERROR);
        }
        if (p1 != 0) {
            return Answer.of(StatusWord.INCORRECT_P1_P2);
        }
        if (pin.length == 0 && pinVerified) {
            return Answer.of(StatusWord.NO_ERROR);
        }
        if (content.pinTriesLeft() == 0) {
            return Answer.of(StatusWord.AUTHENTICATION_METHOD_BLOCKED);
        }
        if (pin.length == 0) {
            return Answer.of(StatusWord.withTriesLeft(content.pinTriesLeft()));
        }
        // What cannot be a PIN takes no try.
        return pin.length == Piv.PIN_LENGTH ? compare(pin) : Answer.of(StatusWord.INCORRECT_DATA);
    }

    /** The try is taken, and on disk, before the PIN is looked at: pulling the card out gives none back. */
    private Answer compare(byte[] pin) {
        byte[] own = new byte[Piv.PIN_LENGTH];
        Arrays.fill(own, (byte) 0xFF);
        for (int i = 0; i < content.pin().length(); i++) {
            own[i] = (byte) content.pin().charAt(i);
        }
        try {
            keepPinTriesLeft(content.pinTriesLeft() - 1);
            if (!MessageDigest.isEqual(own, pin)) {
                pinVerified = false;
                return Answer.of(StatusWord.withTriesLeft(content.pinTriesLeft()));
            }
            keepPinTriesLeft(content.pinTriesMax());
        } catch (IOException notWritten) {
            return Answer.of(StatusWord.MEMORY_FAILURE);
        }
        pinVerified = true;
        pinJustVerified = true;
        return Answer.of(StatusWord.NO_ERROR);
    }

    private void keepPinTriesLeft(int tries) throws IOException {
        file.pinTriesLeft(tries);
        content = content.withPinTriesLeft(tries);
    }

    private Answer generalAuthenticate(int algorithm, int keyReference, byte[] data, boolean pinWasJustVerified) {
        Optional<PivSlot> slot = PivSlot.ofKeyReference(keyReference);
        if (algorithm != Piv.ALGORITHM_ECC_P256 || slot.isEmpty()) {
            return Answer.of(StatusWord.INCORRECT_P1_P2);
        }
        ECKey key = content.keys().get(slot.get());
        if (key == null) {
            return Answer.of(StatusWord.REFERENCED_DATA_NOT_FOUND);
        }
        boolean permitted =
                switch (slot.get()) {
                    case CARD_AUTHENTICATION -> true;
                    case AUTHENTICATION -> pinVerified;
                    case SIGNATURE -> pinWasJustVerified;
                };
        if (!permitted) {
            return Answer.of(StatusWord.SECURITY_STATUS_NOT_SATISFIED);
        }
        try {
            List<DataObject> parts = DataObject.readOnly(Piv.TAG_DYNAMIC_AUTHENTICATION_TEMPLATE, data)
                    .parts();
            boolean asksForSignature =
                    parts.size() == 2 && parts.contains(DataObject.of(Piv.TAG_RESPONSE, new byte[0]));
            byte[] digest = DataObject.of(Piv.TAG_DYNAMIC_AUTHENTICATION_TEMPLATE, parts.toArray(DataObject[]::new))
                    .part(Piv.TAG_CHALLENGE);
            return asksForSignature && digest.length == DIGEST_LENGTH
                    ? sign(key, digest)
                    : Answer.of(StatusWord.INCORRECT_DATA);
        } catch (MalformedTlvException malformed) {
            return Answer.of(StatusWord.INCORRECT_DATA);
        }
    }

    private static Answer sign(ECKey key, byte[] digest) {
        try {
            Signature signature = Signature.getInstance("NONEwithECDSA");
            signature.initSign(key.toECPrivateKey());
            signature.update(digest);
            DataObject template = DataObject.of(
                    Piv.TAG_DYNAMIC_AUTHENTICATION_TEMPLATE, DataObject.of(Piv.TAG_RESPONSE, signature.sign()));
            return new Answer(template.toBytes(), StatusWord.NO_ERROR);
        } catch (GeneralSecurityException | JOSEException unusableKey) {
            return Answer.of(StatusWord.UNKNOWN_ERROR);
        }
    }
}
