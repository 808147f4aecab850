package dev.furikomi.bank.account;

import dev.furikomi.events.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** What staff keeps of an account. The balances are read here and written by the ledger only. */
@Entity
@DynamicUpdate
class Account {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @Column(updatable = false)
    String number = "";

    String holder = "";

    @Column(name = "customer_id")
    @Nullable
    String customerId;

    @Column(updatable = false)
    String currency = "";

    @Column(updatable = false)
    String kind = "";

    String state = "open";

    @Column(name = "overdraft_limit_minor")
    long overdraftLimitMinor;

    /** Whether its customer has limits, so that the ledger asks for them. */
    boolean limited;

    @Column(name = "balance_minor", insertable = false, updatable = false)
    long balanceMinor;

    @Column(name = "reserved_minor", insertable = false, updatable = false)
    long reservedMinor;

    boolean isFunding() {
        return "funding".equals(kind);
    }

    boolean isEmpty() {
        return balanceMinor == 0 && reservedMinor == 0;
    }

    boolean keepsFloorWith(long overdraftLimit) {
        return isFunding() || balanceMinor - reservedMinor >= -overdraftLimit;
    }

    AccountView view() {
        return new AccountView(
                number,
                holder,
                customerId,
                currency,
                kind,
                state,
                Money.ofMinor(overdraftLimitMinor, currency),
                Money.ofMinor(balanceMinor, currency),
                Money.ofMinor(reservedMinor, currency),
                Money.ofMinor(balanceMinor - reservedMinor + overdraftLimitMinor, currency));
    }
}
