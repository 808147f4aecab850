package dev.furikomi.card.piv;

import dev.furikomi.card.apdu.StatusWord;
import java.util.OptionalInt;

/**
 * Where the PIN stands.
 *
 * @param triesLeft 0 when blocked; empty when the card does not say, as while the PIN is verified
 */
public record PinStatus(boolean verified, OptionalInt triesLeft) {

    public boolean isBlocked() {
        return triesLeft.isPresent() && triesLeft.getAsInt() == 0;
    }

    static OptionalInt triesLeftIn(int statusWord) {
        if (statusWord == StatusWord.AUTHENTICATION_METHOD_BLOCKED) {
            return OptionalInt.of(0);
        }
        return StatusWord.saysTriesLeft(statusWord)
                ? OptionalInt.of(StatusWord.triesLeft(statusWord))
                : OptionalInt.empty();
    }
}
