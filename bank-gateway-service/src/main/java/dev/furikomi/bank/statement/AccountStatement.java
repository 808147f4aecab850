package dev.furikomi.bank.statement;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * All of a statement but its entries, as it was at one moment. The entries up to {@code last} never change afterwards, so
 * they can be read one page after the other without holding a snapshot open.
 *
 * @param openingMinor what the account held before the period
 * @param closingMinor what it held at the period's end
 * @param first before the period's first entry
 * @param last the period's last entry
 */
public record AccountStatement(
        StatementAccount account,
        Period period,
        Instant madeAt,
        long openingMinor,
        long closingMinor,
        Totals credits,
        Totals debits,
        EntryKey first,
        EntryKey last) {

    /** How many entries, and the sum of their amounts in minor units, which may be beyond what one balance holds. */
    public record Totals(long entries, BigDecimal sumMinor) {}
}
