package dev.furikomi.audit;

/** An account as it stands when the ledger is audited. */
public record AuditedAccount(long id, String number, String currency, long balanceMinor, long reservedMinor) {}
