package dev.furikomi.card.token;

import dev.furikomi.card.piv.PivSlot;
import java.util.Arrays;
import java.util.Optional;

/** By what else than the card the customer shows to be its holder. The bank chooses; the signed session request says it. */
public enum CardPolicy {
    /** The bank's password, encrypted to the bank; the card signs with the key that needs no PIN. */
    PASSWORD("password"),
    /** The card's PIN, which goes to the card alone; 9A authenticates, 9C accepts after a fresh PIN. */
    PIN("pin");

    private final String wireName;

    CardPolicy(String wireName) {
        this.wireName = wireName;
    }

    public static Optional<CardPolicy> ofWireName(String wireName) {
        return Arrays.stream(values())
                .filter(policy -> policy.wireName.equals(wireName))
                .findFirst();
    }

    public String wireName() {
        return wireName;
    }

    /** Whether a proof brings a password; when not, a token with one is refused. */
    public boolean demandsSecret() {
        return this == PASSWORD;
    }

    /** The slot whose certificate tells the institution (S107). */
    public PivSlot identificationSlot() {
        return slot(SigningLabel.AUTHENTICATE);
    }

    /** The one slot whose key may sign under a label. */
    public PivSlot slot(SigningLabel label) {
        if (this == PASSWORD) {
            return PivSlot.CARD_AUTHENTICATION;
        }
        return label == SigningLabel.AUTHENTICATE ? PivSlot.AUTHENTICATION : PivSlot.SIGNATURE;
    }
}
