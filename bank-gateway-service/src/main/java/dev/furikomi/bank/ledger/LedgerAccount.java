package dev.furikomi.bank.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account as the ledger sees it at one moment; all amounts in minor units of its currency.
 *
 * @param bookedUntil the moment of its latest entry; no later entry is dated before it
 * @param limitedCustomer the customer whose limits count for what is debited; null when there are none
 */
public record LedgerAccount(
        long id,
        String number,
        String currency,
        AccountKind kind,
        AccountState state,
        long balanceMinor,
        long reservedMinor,
        long overdraftLimitMinor,
        Instant bookedUntil,
        @Nullable String limitedCustomer) {

    /** No balance and no sum of reservations goes beyond this, so that adding them up cannot overflow. */
    static final long BALANCE_MINOR_MAX = 4_000_000_000_000_000_000L;

    /** What may still be debited; the agreed credit line counts. */
    public long availableMinor() {
        return kind.hasFloor()
                ? balanceMinor - reservedMinor + overdraftLimitMinor
                : BALANCE_MINOR_MAX + balanceMinor - reservedMinor;
    }

    boolean canReserve(long amountMinor) {
        return amountMinor <= BALANCE_MINOR_MAX - reservedMinor;
    }

    boolean canBeCredited(long amountMinor) {
        return balanceMinor <= BALANCE_MINOR_MAX - amountMinor;
    }

    LedgerAccount reserving(long amountMinor) {
        return with(balanceMinor, reservedMinor + amountMinor, bookedUntil);
    }

    LedgerAccount releasing(long amountMinor) {
        return with(balanceMinor, reservedMinor - amountMinor, bookedUntil);
    }

    LedgerAccount booking(long signedMinor, Instant bookedAt) {
        return with(balanceMinor + signedMinor, reservedMinor, bookedAt);
    }

    private LedgerAccount with(long newBalanceMinor, long newReservedMinor, Instant newBookedUntil) {
        return new LedgerAccount(
                id,
                number,
                currency,
                kind,
                state,
                newBalanceMinor,
                newReservedMinor,
                overdraftLimitMinor,
                newBookedUntil,
                limitedCustomer);
    }
}
