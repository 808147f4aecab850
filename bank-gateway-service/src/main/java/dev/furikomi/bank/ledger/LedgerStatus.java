package dev.furikomi.bank.ledger;

/** Where a transfer stands in the ledger. */
public enum LedgerStatus {
    RESERVED,
    POSTED,
    VOIDED
}
