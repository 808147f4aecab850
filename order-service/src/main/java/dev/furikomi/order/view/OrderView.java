package dev.furikomi.order.view;

import dev.furikomi.events.Money;
import dev.furikomi.events.Purchase;
import dev.furikomi.events.WindowOutcome;
import dev.furikomi.order.file.OrderStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as its shopper and the merchant's staff see it. */
public record OrderView(
        String orderNumber,
        OrderStatus status,
        List<Purchase.Item> items,
        Money total,
        Purchase.Customer customer,
        Instant placedAt,
        Instant expiresAt,
        @Nullable Payment payment,
        @Nullable Shipped shipment,
        List<TimelineEntry> timeline,
        long version) {

    /** The payment request that was issued last; the outcome is absent while nothing was heard of it. */
    public record Payment(
            String bank,
            String bankName,
            String requestId,
            @Nullable WindowOutcome outcome) {}

    /** With whom the goods went. */
    public record Shipped(String carrier, @Nullable String trackingNumber, Instant shippedAt) {}
}
