package dev.furikomi.card.piv;

import dev.furikomi.card.apdu.StatusWord;
import java.util.OptionalInt;

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
        /** No key of this algorithm in the slot. */
        NO_KEY,
        /** The key may not be used now: VERIFY comes first, for slot 9C each time. A YubiKey also says it when not touched. */
        PIN_REQUIRED,
        /** A wrong PIN or PUK; {@link PivRefusal#triesLeft()}. */
        PIN_WRONG,
        /** No try is left: the PIN is of no use until it is unblocked with the PUK, or the PUK itself is blocked. */
        PIN_BLOCKED,
        /** Not 6 to 8 characters, so it was not sent to the card and took no try; or the card says so itself. */
        PIN_MALFORMED,
        /** Cancelled at the reader's keypad. */
        PIN_ENTRY_CANCELLED,
        /** Nothing was typed at the reader's keypad for too long. */
        PIN_ENTRY_TIMED_OUT,
        /** The card does not know this command, or not with these parameters. */
        NOT_SUPPORTED,
        /** The management key comes first. */
        MANAGEMENT_KEY_REQUIRED,
        /** The card does not accept the management key, or the card could not prove that it knows it. */
        MANAGEMENT_KEY_WRONG,
        /** No room on the card, or it could not write. */
        MEMORY_FAILURE,
        UNEXPECTED_STATUS
    }

    static PivRefusal of(Reason reason) {
        return new PivRefusal(reason, 0);
    }

    /** Tries left after a wrong PIN, 0 when it is blocked; empty when the card did not say. */
    public OptionalInt triesLeft() {
        return PinStatus.triesLeftIn(statusWord);
    }

    @Override
    public String toString() {
        return statusWord == 0 ? reason.toString() : reason + " (" + StatusWord.hex(statusWord) + ")";
    }
}
