package dev.furikomi.audit;

import java.util.UUID;

/** A transfer that has no entry: an open reservation, or a posted one whose entry is gone. */
public record AuditedTransfer(
        UUID id, long debitAccount, long creditAccount, long amountMinor, String currency, String status) {

    static final String RESERVED = "RESERVED";
}
