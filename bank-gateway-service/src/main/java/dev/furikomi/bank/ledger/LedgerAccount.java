package dev.furikomi.bank.ledger;

/** An account as the ledger sees it at one moment; all amounts in minor units of its currency. */
public record LedgerAccount(
        long id,
        String number,
        String currency,
        AccountKind kind,
        AccountState state,
        long balanceMinor,
        long reservedMinor,
        long overdraftLimitMinor) {

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
}
