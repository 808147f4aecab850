package dev.furikomi.catalog.stock;

import dev.furikomi.events.OrderExpired;
import dev.furikomi.reliable.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Nobody paid in time: the stock is free again. */
@ApplicationScoped
class OrderExpiredListener {

    private final Inbox inbox;
    private final Stock stock;

    OrderExpiredListener(Inbox inbox, Stock stock) {
        this.inbox = inbox;
        this.stock = stock;
    }

    @Incoming("order-expired")
    public Uni<Void> receive(ConsumerRecord<String, byte[]> record) {
        return inbox.applySql(
                record,
                OrderExpired.class,
                "catalog/order-expired",
                (connection, event) -> stock.release(connection, event.data().orderNumber()));
    }
}
