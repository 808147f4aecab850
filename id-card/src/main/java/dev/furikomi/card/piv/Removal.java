package dev.furikomi.card.piv;

import java.util.Set;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import org.jspecify.annotations.Nullable;

/** Knows a removed card by its PC/SC code; the JDK gives it only as the message of a cause of an unexported class. */
final class Removal {

    private static final Set<String> CODES =
            Set.of("SCARD_W_REMOVED_CARD", "SCARD_E_NO_SMARTCARD", "SCARD_W_RESET_CARD", "SCARD_W_UNPOWERED_CARD");

    private Removal() {}

    static boolean isSaidBy(CardException exception) {
        if (exception instanceof CardNotPresentException) {
            return true;
        }
        @Nullable Throwable cause = exception.getCause();
        String message = cause == null ? null : cause.getMessage();
        return message != null && CODES.contains(message);
    }
}
