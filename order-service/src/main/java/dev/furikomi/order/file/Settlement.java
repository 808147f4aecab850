package dev.furikomi.order.file;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.furikomi.events.EventName;
import dev.furikomi.events.OrderCancelled;
import dev.furikomi.events.OrderExpired;
import dev.furikomi.events.OrderPaid;
import dev.furikomi.events.OrderShipped;
import dev.furikomi.order.MerchantConfig;
import dev.furikomi.reliable.Outbox;
import dev.furikomi.reliable.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Derives the status after a change and writes what follows from it, in the transaction of the change. */
@ApplicationScoped
class Settlement {

    private static final String OPEN_CASE = """
            insert into review_case
                (case_id, order_number, transfer_id, reason, bank, amount_minor, currency, opened_at)
            values (:caseId, :number, :transfer, :reason, :bank, :amount, :currency, :now)
            on conflict do nothing""";

    private final MerchantConfig merchant;
    private final Outbox outbox;
    private final Clock clock;

    Settlement(MerchantConfig merchant, Outbox outbox, Clock clock) {
        this.merchant = merchant;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What stood on file before the change. */
    record Before(
            boolean known,
            @Nullable OrderStatus status,
            @Nullable Instant paidAt,
            @Nullable Instant shippedAt,
            @Nullable Instant cancelledAt,
            boolean cancelledForGood,
            @Nullable Instant expiredAt,
            @Nullable Instant tokenExchangedAt) {}

    static Before before(OpenOrder order) {
        OrderFile file = order.file();
        return new Before(
                file.isKnown(),
                file.status,
                file.paidAt,
                file.shippedAt,
                file.cancelledAt,
                file.isCancelledForGood(),
                file.expiredAt,
                file.tokenExchangedAt);
    }

    Uni<Settled> settle(Mutiny.Session session, OpenOrder order, Before before) {
        Progress progress = order.progress();
        OrderFile file = order.file();
        pay(file, progress);
        file.status = progress.status().orElse(null);
        boolean changed = !order.added().isEmpty() || !before(order).equals(before);
        if (!changed) {
            return Uni.createFrom().item(Settled.UNCHANGED);
        }
        file.version++;
        List<OutgoingEvent> events = events(file, before);
        return session.persistAll(order.added().toArray())
                .chain(session::flush)
                .chain(() -> openCases(session, progress.doubts()))
                .chain(cases -> outbox.write(session, events)
                        .replaceWith(new Settled(
                                true, events.stream().map(OutgoingEvent::name).toList(), cases)));
    }

    /** S203: the order file holds the payment. */
    private void pay(OrderFile file, Progress progress) {
        TransferFact payment = progress.payment();
        if (payment != null && file.paidTransferId == null) {
            file.paidTransferId = payment.transferId;
            file.paidByBank = payment.debtorAgent;
            file.paidAt = clock.instant();
            // Whoever accepted on a request that still lived has bought after all.
            file.cancelledAt = null;
            file.cancellationOpenUntil = null;
        }
    }

    /** Opens the cases that are not open yet and tells which they are. */
    Uni<List<ReviewReason>> openCases(Mutiny.Session session, List<Progress.Doubt> doubts) {
        List<ReviewReason> opened = new ArrayList<>();
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Progress.Doubt doubt : doubts) {
            done = done.chain(() -> openCase(session, doubt))
                    .invoke(isNew -> {
                        if (isNew) {
                            opened.add(doubt.reason());
                        }
                    })
                    .replaceWithVoid();
        }
        return done.replaceWith(opened);
    }

    private Uni<Boolean> openCase(Mutiny.Session session, Progress.Doubt doubt) {
        TransferFact fact = doubt.fact();
        return session.createNativeQuery(OPEN_CASE)
                .setParameter("caseId", UuidCreator.getTimeOrderedEpoch())
                .setParameter("number", fact.orderNumber)
                .setParameter("transfer", fact.transferId)
                .setParameter("reason", doubt.reason().name())
                .setParameter("bank", fact.debtorAgent)
                .setParameter("amount", fact.amountMinor)
                .setParameter("currency", fact.currency)
                .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .map(count -> count == 1);
    }

    private List<OutgoingEvent> events(OrderFile file, Before before) {
        List<OutgoingEvent> events = new ArrayList<>();
        if (before.paidAt == null && file.paidAt != null) {
            events.add(event(
                    EventName.ORDER_PAID,
                    file,
                    new OrderPaid(
                            file.orderNumber,
                            merchant.id(),
                            Objects.requireNonNull(file.paidTransferId),
                            Objects.requireNonNull(file.paidByBank),
                            file.total(),
                            file.paidAt)));
        }
        if (before.shippedAt == null && file.shippedAt != null) {
            events.add(event(
                    EventName.ORDER_SHIPPED,
                    file,
                    new OrderShipped(
                            file.orderNumber,
                            merchant.id(),
                            Objects.requireNonNull(file.carrier),
                            file.trackingNumber,
                            file.shippedAt)));
        }
        if (!before.cancelledForGood && file.isCancelledForGood()) {
            Instant at = Objects.requireNonNull(file.cancelledAt);
            events.add(event(EventName.ORDER_CANCELLED, file, new OrderCancelled(file.orderNumber, merchant.id(), at)));
        }
        if (before.expiredAt == null && file.expiredAt != null) {
            events.add(event(
                    EventName.ORDER_EXPIRED, file, new OrderExpired(file.orderNumber, merchant.id(), file.expiredAt)));
        }
        return events;
    }

    private OutgoingEvent event(EventName name, OrderFile file, Record data) {
        return new OutgoingEvent(name, merchant.id(), file.orderNumber, file.version, data);
    }
}
