package dev.furikomi.bank.transfer;

/** Whether a payment request may still open a window (S301). */
public enum RequestStanding {
    OPEN,
    /** A transfer was accepted for it: {@code payment-request-consumed}. */
    CONSUMED,
    /** Another request of the same order led to an accepted or completed transfer: {@code order-already-paid}. */
    ORDER_ALREADY_PAID
}
