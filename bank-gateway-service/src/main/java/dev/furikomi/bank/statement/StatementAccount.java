package dev.furikomi.bank.statement;

import dev.furikomi.events.Money;

/** The account that a statement is of. */
public record StatementAccount(long id, String number, String holder, String currency) {

    Money money(long amountMinor) {
        return Money.ofMinor(amountMinor, currency);
    }
}
