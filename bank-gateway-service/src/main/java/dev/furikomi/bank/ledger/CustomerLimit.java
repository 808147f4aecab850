package dev.furikomi.bank.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a customer may send in one currency, in minor units.
 *
 * @param perTransferMinor null is no limit
 * @param perDayMinor null is no limit
 * @param day the bank's day of which {@code usedMinor} is the use
 * @param usedMinor what was reserved or sent on that day and not given back on it
 */
record CustomerLimit(
        String customerId,
        String currency,
        @Nullable Long perTransferMinor,
        @Nullable Long perDayMinor,
        LocalDate day,
        long usedMinor) {

    /** A customer and a currency. */
    record Key(String customerId, String currency) {}

    Key key() {
        return new Key(customerId, currency);
    }

    boolean permitsTransfer(long amountMinor) {
        return perTransferMinor == null || amountMinor <= perTransferMinor;
    }

    boolean permitsOn(LocalDate today, long amountMinor) {
        return perDayMinor == null || amountMinor <= perDayMinor - usedOn(today);
    }

    CustomerLimit using(LocalDate today, long amountMinor) {
        return new CustomerLimit(
                customerId,
                currency,
                perTransferMinor,
                perDayMinor,
                today.isAfter(day) ? today : day,
                add(usedOn(today), amountMinor));
    }

    CustomerLimit givingBack(LocalDate usedOn, long amountMinor) {
        return usedOn.equals(day)
                ? new CustomerLimit(
                        customerId, currency, perTransferMinor, perDayMinor, day, Math.max(0, usedMinor - amountMinor))
                : this;
    }

    /** Replicas' clocks may differ around midnight: the later day counts. */
    private long usedOn(LocalDate today) {
        return today.isAfter(day) ? 0 : usedMinor;
    }

    private static long add(long used, long amountMinor) {
        return Math.min(LedgerAccount.BALANCE_MINOR_MAX, used + amountMinor);
    }
}
