package dev.furikomi.bank.ledger;

import dev.furikomi.events.Money;
import java.util.UUID;

/**
 * An order to the ledger: this amount from one account to another.
 *
 * @param transferId made and kept by the caller before it asks, so that asking again is harmless
 * @param debitAccount number of the account that pays
 * @param creditAccount number of the account that is paid
 */
public record Posting(UUID transferId, String debitAccount, String creditAccount, Money amount) {

    /** 10^15 minor units, ten trillion yen and a hundred times that; more is refused. */
    public static final long AMOUNT_MINOR_MAX = 1_000_000_000_000_000L;
}
