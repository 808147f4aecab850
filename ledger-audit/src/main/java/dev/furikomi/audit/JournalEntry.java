package dev.furikomi.audit;

import java.util.UUID;

/**
 * One posted transfer as the journal has it, with both its sides.
 *
 * @param debitAccount the account's id, which the accounts' list gives its number
 * @param bookedAtMicros since 1970, UTC
 * @param writtenIn the transaction that wrote it; entries are sealed in the order of this, then of the id
 * @param asItsTransfer whether the transfer of that id is posted and says the same
 */
public record JournalEntry(
        long id,
        UUID transferId,
        long debitAccount,
        long creditAccount,
        long amountMinor,
        String currency,
        long debitBalanceMinor,
        long creditBalanceMinor,
        long bookedAtMicros,
        long writtenIn,
        boolean asItsTransfer) {}
