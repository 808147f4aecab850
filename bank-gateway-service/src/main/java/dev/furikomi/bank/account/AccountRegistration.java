package dev.furikomi.bank.account;

import dev.furikomi.bank.ledger.AccountKind;
import org.jspecify.annotations.Nullable;

/** What staff says of an account. */
public record AccountRegistration(
        String number,
        String holder,
        @Nullable String customerId,
        String currency,
        AccountKind kind,
        long overdraftLimitMinor) {}
