package dev.furikomi.card.piv;

import java.util.Arrays;
import java.util.Optional;

/** A key of a PIV card and the data object with its certificate (SP 800-73-5 part 1, tables 3 and 6). */
public enum PivSlot {
    /** PIN once in a session. */
    AUTHENTICATION(0x9A, 0x5FC105),
    /** PIN before each signature. */
    SIGNATURE(0x9C, 0x5FC10A),
    /** No PIN: the default key of an ID card. */
    CARD_AUTHENTICATION(0x9E, 0x5FC101);

    private final int keyReference;
    private final int certificateTag;

    PivSlot(int keyReference, int certificateTag) {
        this.keyReference = keyReference;
        this.certificateTag = certificateTag;
    }

    public static Optional<PivSlot> ofKeyReference(int keyReference) {
        return Arrays.stream(values())
                .filter(slot -> slot.keyReference == keyReference)
                .findFirst();
    }

    public int keyReference() {
        return keyReference;
    }

    public int certificateTag() {
        return certificateTag;
    }

    /** As specifications write it, {@code 9E}. */
    public String hex() {
        return String.format("%02X", keyReference);
    }
}
