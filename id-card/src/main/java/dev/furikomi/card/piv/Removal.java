package dev.furikomi.card.piv;

import java.util.Set;
import java.util.stream.Stream;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import org.jspecify.annotations.Nullable;

/**
 * Knows a removed card by its PC/SC code. The JDK gives it only as the message of a cause of an unexported class, other
 * providers within their own message.
 */
final class Removal {

    private static final Set<String> CODES =
            Set.of("SCARD_W_REMOVED_CARD", "SCARD_E_NO_SMARTCARD", "SCARD_W_RESET_CARD", "SCARD_W_UNPOWERED_CARD");

    private Removal() {}

    static boolean isSaidBy(CardException exception) {
        if (exception instanceof CardNotPresentException) {
            return true;
        }
        @Nullable Throwable cause = exception.getCause();
        return Stream.of(exception.getMessage(), cause == null ? null : cause.getMessage())
                .anyMatch(Removal::namesACode);
    }

    private static boolean namesACode(@Nullable String message) {
        return message != null && CODES.stream().anyMatch(message::contains);
    }
}
