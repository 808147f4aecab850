package dev.furikomi.order.file;

import dev.furikomi.events.TransferAccepted;
import dev.furikomi.events.TransferCompleted;
import dev.furikomi.events.TransferRejected;
import dev.furikomi.events.TransferRequest;
import dev.furikomi.events.WindowClosed;
import dev.furikomi.reliable.Inbox;
import dev.furikomi.reliable.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Puts on file what banks say of transfers; whether it counts is decided by {@link Progress}. */
@ApplicationScoped
class TransferListener {

    private final Inbox inbox;
    private final OrderFiles orders;
    private final OrderFileConfig config;
    private final Clock clock;

    TransferListener(Inbox inbox, OrderFiles orders, OrderFileConfig config, Clock clock) {
        this.inbox = inbox;
        this.orders = orders;
        this.config = config;
        this.clock = clock;
    }

    @Incoming("transfer-request")
    public Uni<Void> transferRequest(ConsumerRecords<String, byte[]> records) {
        return keep(
                records,
                TransferRequest.class,
                event -> event.data().transfer().endToEndId(),
                event -> TransferFact.of(
                        FactKind.REQUESTED,
                        event,
                        event.data().transfer(),
                        event.data().procedure(),
                        event.data().requestedAt(),
                        clock.instant()));
    }

    @Incoming("transfer-accepted")
    public Uni<Void> transferAccepted(ConsumerRecords<String, byte[]> records) {
        return keep(
                records,
                TransferAccepted.class,
                event -> event.data().transfer().endToEndId(),
                event -> TransferFact.of(
                        FactKind.ACCEPTED,
                        event,
                        event.data().transfer(),
                        event.data().procedure(),
                        event.data().acceptedAt(),
                        clock.instant()));
    }

    @Incoming("transfer-completed")
    public Uni<Void> transferCompleted(ConsumerRecords<String, byte[]> records) {
        return keep(
                records,
                TransferCompleted.class,
                event -> event.data().transfer().endToEndId(),
                event -> TransferFact.of(
                        FactKind.COMPLETED,
                        event,
                        event.data().transfer(),
                        null,
                        event.data().completedAt(),
                        clock.instant()));
    }

    @Incoming("transfer-rejected")
    public Uni<Void> transferRejected(ConsumerRecords<String, byte[]> records) {
        return keep(
                records,
                TransferRejected.class,
                event -> event.data().transfer().endToEndId(),
                event -> TransferFact.of(
                        FactKind.REJECTED,
                        event,
                        event.data().transfer(),
                        null,
                        event.data().rejectedAt(),
                        clock.instant()));
    }

    @Incoming("window-closed")
    public Uni<Void> windowClosed(ConsumerRecords<String, byte[]> records) {
        return keep(
                records,
                WindowClosed.class,
                event -> event.data().orderNumber(),
                event -> TransferFact.of(event, clock.instant()));
    }

    private <T> Uni<Void> keep(
            ConsumerRecords<String, byte[]> records,
            Class<T> dataType,
            Function<ReceivedEvent<T>, String> orderNumber,
            Function<ReceivedEvent<T>, TransferFact> reading) {
        return inbox.applyAll(records, dataType, PurchaseListener.CONSUMER, orderNumber, (session, event) -> {
            TransferFact fact = reading.apply(event);
            return orders.record(session, fact.orderNumber, order -> {
                        order.add(fact, config.grace());
                        return true;
                    })
                    .map(settled -> () -> orders.announce(fact.orderNumber, settled));
        });
    }
}
