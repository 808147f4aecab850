package dev.furikomi.bank.account;

/** What became of a change that staff asked for. */
public enum AccountChange {
    DONE,
    ACCOUNT_UNKNOWN,
    CUSTOMER_UNKNOWN,
    /** An account keeps its currency and kind for life. */
    CURRENCY_OR_KIND_DIFFERS,
    /** The bank has one funding account for each currency. */
    FUNDING_ACCOUNT_EXISTS,
    /** The new credit line would be below what is used of the old one. */
    OVERDRAFT_LIMIT_IN_USE,
    /** Only an account with no balance and no reservations can be closed. */
    ACCOUNT_NOT_EMPTY,
    /** The reference stands for another account, and nobody said that it is to be moved. */
    REFERENCE_TAKEN
}
