package dev.furikomi.card.piv;

import java.util.Set;
import java.util.stream.Stream;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import org.jspecify.annotations.Nullable;

/**
 * What an exception means, by its PC/SC code. The JDK gives the code only as the message of a cause of an unexported class,
 * other providers within their own message.
 */
enum PcscCode {
    REMOVED("SCARD_W_REMOVED_CARD", "SCARD_E_NO_SMARTCARD", "SCARD_W_RESET_CARD", "SCARD_W_UNPOWERED_CARD"),
    CANCELLED("SCARD_W_CANCELLED_BY_USER", "SCARD_E_CANCELLED"),
    TIMED_OUT("SCARD_E_TIMEOUT");

    private final Set<String> codes;

    PcscCode(String... codes) {
        this.codes = Set.of(codes);
    }

    boolean isSaidBy(CardException exception) {
        if (this == REMOVED && exception instanceof CardNotPresentException) {
            return true;
        }
        @Nullable Throwable cause = exception.getCause();
        return Stream.of(exception.getMessage(), cause == null ? null : cause.getMessage())
                .anyMatch(this::isIn);
    }

    private boolean isIn(@Nullable String message) {
        return message != null && codes.stream().anyMatch(message::contains);
    }
}
