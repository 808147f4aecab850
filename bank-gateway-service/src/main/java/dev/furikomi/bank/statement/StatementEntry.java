package dev.furikomi.bank.statement;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.furikomi.events.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as the account's statement shows it.
 *
 * @param amount without a sign
 * @param balance what the account held after it
 * @param counterparty who the money came from or went to
 * @param order what it was paid for; absent when no purchase stands behind it, as with a deposit
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatementEntry(
        long id,
        UUID transferId,
        Instant bookedAt,
        CreditDebit creditDebit,
        Money amount,
        Money balance,
        Counterparty counterparty,
        @Nullable PaidOrder order) {

    /** The other side's account and its name: the payee's as the payer was shown it, the payer's as the bank knows it. */
    public record Counterparty(String name, String account) {}

    /** The merchant's order, and the payment request that the customer accepted. */
    public record PaidOrder(String merchant, String orderNumber, String requestId) {}

    @JsonIgnore
    EntryKey key() {
        return new EntryKey(bookedAt, id);
    }
}
