package dev.furikomi.bank.account;

import dev.furikomi.events.Money;
import org.jspecify.annotations.Nullable;

/**
 * An account as staff sees it.
 *
 * @param booked the sum of its entries
 * @param reserved what accepted transfers will take
 * @param available booked, less reserved, and the credit line
 */
public record AccountView(
        String number,
        String holder,
        @Nullable String customerId,
        String currency,
        String kind,
        String state,
        Money overdraftLimit,
        Money booked,
        Money reserved,
        Money available) {}
