package dev.furikomi.bank.window;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.furikomi.bank.transfer.TransferRefusal;
import dev.furikomi.events.WindowOutcome;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a window closed (S308) or could not be opened (S301): the customer hears it, the merchant only the outcome. */
public enum WindowReason {
    CARD_OF_ANOTHER_BANK(422, WindowOutcome.REFUSED),
    CARD_UNKNOWN(422, WindowOutcome.REFUSED),
    CARD_BLOCKED(422, WindowOutcome.REFUSED),
    /** The card itself takes no PIN any more; only its bank can help, so it is no mere break-off. */
    CARD_PIN_BLOCKED(409, WindowOutcome.REFUSED),
    CARD_EXPIRED(422, WindowOutcome.REFUSED),
    CARD_SIGNATURE_INVALID(422, WindowOutcome.REFUSED),
    /** Another card, or another bridge session, than the one that S304 took. */
    CARD_CHANGED(422, WindowOutcome.REFUSED),
    CREDENTIALS_WRONG(422, WindowOutcome.REFUSED),
    SESSION_UNKNOWN(409, WindowOutcome.REFUSED),
    SESSION_EXPIRED(409, WindowOutcome.REFUSED),
    BALANCE_INSUFFICIENT(422, WindowOutcome.REFUSED),
    AMOUNT_NOT_PERMITTED(422, WindowOutcome.REFUSED),
    AMOUNT_OVER_LIMIT(422, WindowOutcome.REFUSED),
    ACCOUNT_NOT_USABLE(422, WindowOutcome.REFUSED),
    CURRENCY_MISMATCH(422, WindowOutcome.REFUSED),
    TRANSFER_ALTERED(422, WindowOutcome.REFUSED),
    TRANSFER_REJECTED(409, WindowOutcome.REFUSED),
    PAYMENT_REQUEST_INVALID(422, WindowOutcome.REFUSED),
    MERCHANT_UNKNOWN(422, WindowOutcome.REFUSED),
    PAYMENT_REQUEST_FOR_ANOTHER_BANK(422, WindowOutcome.REFUSED),
    PAYMENT_REQUEST_EXPIRED(409, WindowOutcome.REFUSED),
    PAYMENT_REQUEST_CONSUMED(409, WindowOutcome.REFUSED),
    ORDER_ALREADY_PAID(409, WindowOutcome.REFUSED),
    PAYEE_NOT_PERMITTED(422, WindowOutcome.REFUSED),
    RETURN_URL_NOT_PERMITTED(422, WindowOutcome.REFUSED),
    NO_CARD(409, WindowOutcome.ABANDONED),
    CARD_REMOVED(409, WindowOutcome.ABANDONED),
    CARD_UNREADABLE(409, WindowOutcome.ABANDONED),
    NOT_ACCEPTED(409, WindowOutcome.ABANDONED),
    CANCELLED(409, WindowOutcome.ABANDONED),
    /** Another program held the card for longer than the bridge waits. */
    READER_BUSY(409, WindowOutcome.ABANDONED),
    NO_BRIDGE(409, WindowOutcome.ABANDONED),
    WINDOW_IDLE(409, WindowOutcome.ABANDONED),
    WINDOW_SUPERSEDED(409, WindowOutcome.ABANDONED);

    private final int status;
    private final WindowOutcome outcome;

    WindowReason(int status, WindowOutcome outcome) {
        this.status = status;
        this.outcome = outcome;
    }

    /** The stable code on the wire, such as {@code card-unknown}. */
    @JsonValue
    public String getCode() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status of the refusal: 422 when what came is not acceptable, 409 when its time or place is over. */
    int status() {
        return status;
    }

    /** All that the merchant hears. */
    WindowOutcome outcome() {
        return outcome;
    }

    /** Whether an earlier transfer for this order is the reason. */
    public boolean isPaidBefore() {
        return this == PAYMENT_REQUEST_CONSUMED || this == ORDER_ALREADY_PAID;
    }

    static Optional<WindowReason> of(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.getCode().equals(code))
                .findFirst();
    }

    static WindowReason of(TransferRefusal refusal) {
        return of(refusal.reason()).orElseThrow(() -> new IllegalStateException("No reason for " + refusal));
    }
}
