package dev.furikomi.audit;

import java.util.Locale;

/** What is proved of a ledger. */
public enum Proof {
    /** Each seal's hash is right and names the seal before it; none is missing. */
    SEALS_ARE_CHAINED,
    /** The bank signed the newest seal, or each. */
    SEALS_ARE_SIGNED,
    /** What the auditor knows of earlier is still there. */
    SEALS_ARE_THOSE_KNOWN,
    /** No sealed entry is missing, added, changed or moved. */
    ENTRIES_ARE_AS_SEALED,
    /** Each posted transfer has its one entry, and each entry its transfer. */
    ENTRIES_ARE_TRANSFERS,
    /** A positive amount between two accounts that exist and are kept in its currency. */
    ENTRIES_ARE_WELL_FORMED,
    /** After each entry the account holds what it held before, less or more the amount. */
    RUNNING_BALANCES_CONTINUE,
    BALANCES_ARE_SUMS_OF_ENTRIES,
    RESERVED_IS_SUM_OF_RESERVATIONS,
    BALANCES_SUM_TO_ZERO;

    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
