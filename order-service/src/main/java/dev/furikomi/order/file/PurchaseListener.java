package dev.furikomi.order.file;

import dev.furikomi.events.Purchase;
import dev.furikomi.order.MerchantConfig;
import dev.furikomi.reliable.Inbox;
import dev.furikomi.reliable.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** S202: stores each purchase of the merchant's catalogue in the order file. */
@ApplicationScoped
class PurchaseListener {

    static final String CONSUMER = "order-file";

    private final Inbox inbox;
    private final OrderFiles orders;
    private final MerchantConfig merchant;

    PurchaseListener(Inbox inbox, OrderFiles orders, MerchantConfig merchant) {
        this.inbox = inbox;
        this.orders = orders;
        this.merchant = merchant;
    }

    @Incoming("purchase")
    public Uni<Void> purchase(ConsumerRecords<String, byte[]> records) {
        return inbox.applyAll(
                records, Purchase.class, CONSUMER, event -> event.data().orderNumber(), (session, event) -> {
                    requireOwnCatalogue(event);
                    Purchase purchase = event.data();
                    return orders.record(session, purchase.orderNumber(), order -> order.file()
                                    .store(purchase))
                            .map(settled -> () -> orders.announce(purchase.orderNumber(), settled));
                });
    }

    /** A purchase counts only from this merchant's own catalogue; the exception has it parked for an operator. */
    private void requireOwnCatalogue(ReceivedEvent<Purchase> event) {
        if (!event.source().equals("/merchants/" + merchant.id() + "/catalogue")
                || !event.data().merchant().equals(merchant.id())
                || !event.data().total().isPositive()) {
            throw new IllegalArgumentException("Not a purchase of this merchant's catalogue: " + event.id());
        }
    }
}
