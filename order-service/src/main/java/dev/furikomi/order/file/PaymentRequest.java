package dev.furikomi.order.file;

import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** What the merchant asked one bank for; a transfer counts only as the answer to one of these. */
@Entity
@Immutable
@Table(name = "payment_request")
@SuppressWarnings("NullAway.Init")
public class PaymentRequest {

    @Id
    UUID requestId;

    String orderNumber;
    String bank;
    String creditorName;
    String creditorAgent;
    String creditorAccount;
    long amountMinor;
    String currency;
    Instant issuedAt;
    Instant expiresAt;
    String jws;

    protected PaymentRequest() {}

    public PaymentRequest(
            UUID requestId,
            String orderNumber,
            Party creditor,
            Money instructedAmount,
            Instant issuedAt,
            Instant expiresAt,
            String jws) {
        this.requestId = requestId;
        this.orderNumber = orderNumber;
        this.bank = creditor.agent();
        this.creditorName = creditor.name();
        this.creditorAgent = creditor.agent();
        this.creditorAccount = creditor.account();
        this.amountMinor = instructedAmount.amountMinor();
        this.currency = instructedAmount.currencyCode();
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
        this.jws = jws;
    }

    public UUID requestId() {
        return requestId;
    }

    /** BIC of the bank that it is addressed to, which is also the payee's bank. */
    public String bank() {
        return bank;
    }

    public Party creditor() {
        return new Party(creditorName, creditorAgent, creditorAccount);
    }

    public Money instructedAmount() {
        return Money.ofMinor(amountMinor, currency);
    }

    public Instant issuedAt() {
        return issuedAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    /** The signed request as the browser carries it to the bank. */
    public String jws() {
        return jws;
    }
}
