package dev.furikomi.catalog.stock;

import dev.furikomi.events.OrderCancelled;
import dev.furikomi.reliable.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The shopper cancelled: the stock is free again. */
@ApplicationScoped
class OrderCancelledListener {

    private final Inbox inbox;
    private final Stock stock;

    OrderCancelledListener(Inbox inbox, Stock stock) {
        this.inbox = inbox;
        this.stock = stock;
    }

    @Incoming("order-cancelled")
    public Uni<Void> receive(ConsumerRecord<String, byte[]> record) {
        return inbox.applySql(
                record,
                OrderCancelled.class,
                "catalog/order-cancelled",
                (connection, event) -> stock.release(connection, event.data().orderNumber()));
    }
}
