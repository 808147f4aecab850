package dev.furikomi.order.file;

import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import dev.furikomi.events.Procedure;
import dev.furikomi.events.TransferInstruction;
import dev.furikomi.events.WindowClosed;
import dev.furikomi.events.WindowOutcome;
import dev.furikomi.reliable.ReceivedEvent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One thing that a bank said about a transfer for an order, kept as it was said, believed or not. */
@Entity
@Immutable
@Table(name = "transfer_fact")
@SuppressWarnings("NullAway.Init")
public class TransferFact {

    @Id
    UUID eventId;

    String orderNumber;

    @Enumerated(EnumType.STRING)
    FactKind kind;

    UUID transferId;
    String requestId;

    /** CloudEvents source whose key signed it. */
    String source;

    String debtorAgent;
    String merchant;

    @Nullable
    String creditorName;

    @Nullable
    String creditorAgent;

    @Nullable
    String creditorAccount;

    @Nullable
    Long amountMinor;

    @Nullable
    String currency;

    @Nullable
    @Enumerated(EnumType.STRING)
    @Column(name = "procedure")
    Procedure procedure;

    @Nullable
    @Enumerated(EnumType.STRING)
    WindowOutcome outcome;

    /** Whether the window only gave way to a newer one of the same request, which is then still in use. */
    boolean superseded;

    Instant occurredAt;
    Instant receivedAt;

    protected TransferFact() {}

    static TransferFact of(
            FactKind kind,
            ReceivedEvent<?> event,
            TransferInstruction transfer,
            @Nullable Procedure procedure,
            Instant occurredAt,
            Instant receivedAt) {
        TransferFact fact = new TransferFact();
        fact.kind = kind;
        fact.eventId = event.id();
        fact.source = event.source();
        fact.orderNumber = transfer.endToEndId();
        fact.transferId = transfer.transferId();
        fact.requestId = transfer.requestId();
        fact.debtorAgent = transfer.debtorAgent();
        fact.merchant = transfer.merchant();
        fact.creditorName = transfer.creditor().name();
        fact.creditorAgent = transfer.creditor().agent();
        fact.creditorAccount = transfer.creditor().account();
        fact.amountMinor = transfer.instructedAmount().amountMinor();
        fact.currency = transfer.instructedAmount().currencyCode();
        fact.procedure = procedure;
        fact.occurredAt = occurredAt;
        fact.receivedAt = receivedAt;
        return fact;
    }

    static TransferFact of(ReceivedEvent<WindowClosed> event, Instant receivedAt) {
        WindowClosed closed = event.data();
        TransferFact fact = new TransferFact();
        fact.kind = FactKind.WINDOW_CLOSED;
        fact.eventId = event.id();
        fact.source = event.source();
        fact.orderNumber = closed.orderNumber();
        fact.transferId = closed.transferId();
        fact.requestId = closed.requestId();
        fact.debtorAgent = closed.debtorAgent();
        fact.merchant = closed.merchant();
        fact.outcome = closed.outcome();
        fact.superseded = closed.supersededBy() != null;
        fact.occurredAt = closed.closedAt();
        fact.receivedAt = receivedAt;
        return fact;
    }

    public FactKind kind() {
        return kind;
    }

    public UUID transferId() {
        return transferId;
    }

    public String debtorAgent() {
        return debtorAgent;
    }

    public @Nullable Procedure procedure() {
        return procedure;
    }

    public @Nullable WindowOutcome outcome() {
        return outcome;
    }

    public Instant occurredAt() {
        return occurredAt;
    }

    @Nullable
    Party creditor() {
        return creditorName == null || creditorAgent == null || creditorAccount == null
                ? null
                : new Party(creditorName, creditorAgent, creditorAccount);
    }

    @Nullable
    Money instructedAmount() {
        return amountMinor == null || currency == null ? null : Money.ofMinor(amountMinor, currency);
    }

    /** Whether the request that this answers is free again: nothing moved, and no window of it is open. */
    boolean releasesRequest() {
        return kind == FactKind.REJECTED || (TransferState.releases(outcome) && !superseded);
    }

    boolean answers(PaymentRequest request) {
        return request.requestId.toString().equals(requestId);
    }
}
