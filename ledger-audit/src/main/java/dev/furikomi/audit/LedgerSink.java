package dev.furikomi.audit;

/**
 * Takes a ledger row by row: all accounts, all transfers without an entry, then each seal followed by the entries that
 * stand where it says, at last the entries that are not sealed yet.
 */
public interface LedgerSink {

    void account(AuditedAccount account);

    void transfer(AuditedTransfer transfer);

    void seal(Seal seal);

    /** An entry of the last seal or, after {@link #unsealed}, of none. */
    void entry(JournalEntry entry);

    /** From here on entries are not sealed yet. */
    void unsealed();
}
