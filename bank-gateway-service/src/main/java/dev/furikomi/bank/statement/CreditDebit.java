package dev.furikomi.bank.statement;

/** The direction of an entry or the sign of a balance, in the codes of ISO 20022. */
public enum CreditDebit {
    CRDT,
    DBIT;

    static CreditDebit of(long signedMinor) {
        return signedMinor < 0 ? DBIT : CRDT;
    }
}
