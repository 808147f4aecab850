package dev.furikomi.bank.statement;

import dev.furikomi.events.Money;
import java.time.Instant;

/**
 * What an account held at a moment, and what may be spent of it now.
 *
 * @param booked the sum of its entries up to and at {@code at}
 * @param bookedNow the sum of all its entries
 * @param reservedNow what accepted transfers will take
 * @param availableNow booked, less reserved, and the credit line
 */
public record AccountBalance(
        String number,
        Instant at,
        Money booked,
        Money bookedNow,
        Money reservedNow,
        Money overdraftLimit,
        Money availableNow) {}
