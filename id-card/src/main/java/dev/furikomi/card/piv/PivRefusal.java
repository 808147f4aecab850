package dev.furikomi.card.piv;

import dev.furikomi.card.apdu.StatusWord;

/**
 * Why a card did not do what it was asked.
 *
 * @param statusWord what the card answered, 0 when it gave no answer
 */
public record PivRefusal(Reason reason, int statusWord) {

    /** The ways in which a card can fail to serve. */
    public enum Reason {
        /** A card, but without the PIV application. */
        NOT_PIV,
        /** A PIV card without a certificate in the slot. */
        NO_CERTIFICATE,
        /** Taken out, or reset by another program. */
        CARD_REMOVED,
        /** The reader failed, not the card. */
        READER_FAILED,
        /** An answer that is not of PIV's form. */
        MALFORMED_ANSWER,
        /** A certificate that has not the profile of an ID card. */
        NOT_AN_ID_CARD,
        PIN_REQUIRED,
        PIN_WRONG,
        PIN_BLOCKED,
        UNEXPECTED_STATUS
    }

    static PivRefusal of(Reason reason) {
        return new PivRefusal(reason, 0);
    }

    @Override
    public String toString() {
        return statusWord == 0 ? reason.toString() : reason + " (" + StatusWord.hex(statusWord) + ")";
    }
}
