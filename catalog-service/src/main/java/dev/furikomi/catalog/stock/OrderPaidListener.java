package dev.furikomi.catalog.stock;

import dev.furikomi.events.OrderPaid;
import dev.furikomi.reliable.Inbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The order is paid: its stock is gone for good. */
@ApplicationScoped
class OrderPaidListener {

    private final Inbox inbox;
    private final Stock stock;

    OrderPaidListener(Inbox inbox, Stock stock) {
        this.inbox = inbox;
        this.stock = stock;
    }

    @Incoming("order-paid")
    public Uni<Void> receive(ConsumerRecord<String, byte[]> record) {
        return inbox.applySql(
                record,
                OrderPaid.class,
                "catalog/order-paid",
                (connection, event) -> stock.commit(connection, event.data().orderNumber()));
    }
}
