package dev.furikomi.bank.ledger;

/** Why the ledger declines, in order of precedence; docs/ledger.md explains each. */
public enum DeclineReason {
    AMOUNT_NOT_POSITIVE,
    AMOUNT_TOO_LARGE,
    SAME_ACCOUNT,
    /** The id stands for another transfer: other accounts, amount or way of posting. */
    TRANSFER_ID_REUSED,
    /** To post or void what was never reserved. */
    TRANSFER_UNKNOWN,
    /** To post what is void. */
    TRANSFER_VOIDED,
    /** To void what is posted. */
    TRANSFER_POSTED,
    DEBIT_ACCOUNT_UNKNOWN,
    CREDIT_ACCOUNT_UNKNOWN,
    CURRENCY_MISMATCH,
    DEBIT_ACCOUNT_CLOSED,
    DEBIT_ACCOUNT_BLOCKED,
    CREDIT_ACCOUNT_CLOSED,
    /** More than the customer may send in one transfer. */
    TRANSFER_LIMIT_EXCEEDED,
    /** More than the customer may still send on this day. */
    DAY_LIMIT_EXCEEDED,
    BALANCE_INSUFFICIENT,
    /** The reservations of the debit account would pass what the ledger carries. */
    RESERVATIONS_TOO_LARGE,
    /** The balance of the credit account would pass what the ledger carries. */
    BALANCE_TOO_LARGE
}
