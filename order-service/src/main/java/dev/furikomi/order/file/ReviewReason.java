package dev.furikomi.order.file;

import java.util.Locale;

/** Why a person has to look at a transfer. */
public enum ReviewReason {
    /** The money came after the order was paid by another transfer. */
    REFUND_DUE_PAID_TWICE,
    /** The money came after the order expired. */
    REFUND_DUE_ORDER_EXPIRED,
    /** The money came after the order was cancelled. */
    REFUND_DUE_ORDER_CANCELLED,
    /** A bank reports a transfer for an order number whose purchase never came. */
    ORDER_UNKNOWN,
    /** A bank said both that the transfer was completed and that it was rejected. */
    ANSWERS_CONTRADICT,
    SIGNED_BY_ANOTHER_BANK,
    MERCHANT_DIFFERS,
    REQUEST_UNKNOWN,
    BANK_DIFFERS,
    PAYEE_DIFFERS,
    CURRENCY_DIFFERS,
    AMOUNT_DIFFERS;

    /** The name on the wire and in the message bundle. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
