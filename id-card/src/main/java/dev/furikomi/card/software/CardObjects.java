package dev.furikomi.card.software;

import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.MalformedTlvException;
import dev.furikomi.card.apdu.StatusWord;
import dev.furikomi.card.piv.Piv;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** GET DATA and PUT DATA (SP 800-73-5 part 2, sections 3.1.2 and 3.3.1). */
final class CardObjects {

    /** Fingerprints, facial image, printed information and iris images are read after the PIN only (part 1, table 3). */
    private static final Set<Integer> AFTER_PIN = Set.of(0x5FC103, 0x5FC108, 0x5FC109, 0x5FC121);

    private static final int TAG_LENGTH_MAX = 3;
    private static final int PIV_OBJECTS = 0x5FC1;
    private static final int YUBIKEY_OBJECTS = 0x5FFF;

    /** All objects together; far more than a real card has, far less than would make the file unreadable. */
    private static final int LENGTH_MAX = 128 * 1024;

    private final CardMemory memory;
    private final SecurityStatus status;

    CardObjects(CardMemory memory, SecurityStatus status) {
        this.memory = memory;
        this.status = status;
    }

    Answer get(int p1p2, byte[] data) {
        if (p1p2 != Piv.CURRENT_FILE) {
            return Answer.of(StatusWord.INCORRECT_P1_P2);
        }
        try {
            int tag = tag(DataObject.readOnly(Piv.TAG_LIST, data).value());
            if (AFTER_PIN.contains(tag) && !status.isPinVerified()) {
                return Answer.of(StatusWord.SECURITY_STATUS_NOT_SATISFIED);
            }
            byte[] object = memory.content().objects().get(tag);
            return object == null ? Answer.of(StatusWord.FILE_NOT_FOUND) : new Answer(object, StatusWord.NO_ERROR);
        } catch (MalformedTlvException malformed) {
            return Answer.of(StatusWord.INCORRECT_DATA);
        }
    }

    /** An object without content is no object from then on. */
    Answer put(int p1p2, byte[] data) throws IOException {
        if (p1p2 != Piv.CURRENT_FILE) {
            return Answer.of(StatusWord.INCORRECT_P1_P2);
        }
        if (!status.isManagementKeyAuthenticated()) {
            return Answer.of(StatusWord.SECURITY_STATUS_NOT_SATISFIED);
        }
        try {
            List<DataObject> parts = DataObject.readAll(data);
            if (parts.size() != 2
                    || parts.get(0).tag() != Piv.TAG_LIST
                    || parts.get(1).tag() != Piv.TAG_DISCRETIONARY_DATA) {
                return Answer.of(StatusWord.INCORRECT_DATA);
            }
            int tag = tag(parts.get(0).value());
            return isWritable(tag) ? store(tag, parts.get(1)) : Answer.of(StatusWord.FILE_NOT_FOUND);
        } catch (MalformedTlvException malformed) {
            return Answer.of(StatusWord.INCORRECT_DATA);
        }
    }

    private Answer store(int tag, DataObject object) throws IOException {
        byte[] bytes = object.toBytes();
        int others = memory.content().objects().entrySet().stream()
                .filter(entry -> entry.getKey() != tag)
                .mapToInt(entry -> entry.getValue().length)
                .sum();
        if (others + bytes.length > LENGTH_MAX) {
            return Answer.of(StatusWord.NOT_ENOUGH_MEMORY);
        }
        memory.change(card -> object.value().length == 0 ? card.withoutObject(tag) : card.withObject(tag, bytes));
        return Answer.of(StatusWord.NO_ERROR);
    }

    private boolean isWritable(int tag) {
        int family = tag >>> Byte.SIZE;
        return family == PIV_OBJECTS
                || family == YUBIKEY_OBJECTS && memory.content().yubiKey();
    }

    private static int tag(byte[] list) throws MalformedTlvException {
        if (list.length == 0 || list.length > TAG_LENGTH_MAX) {
            throw new MalformedTlvException("Not one tag.");
        }
        int tag = 0;
        for (byte part : list) {
            tag = tag << Byte.SIZE | part & 0xFF;
        }
        return tag;
    }
}
