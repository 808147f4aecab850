package dev.furikomi.catalog.purchase;

import dev.furikomi.events.Money;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer to a purchase.
 *
 * @param orderAccessToken opens the order at the order file, once; never put it into an address
 */
record PurchaseView(
        @Schema(examples = "HN-7Q4M2K9XTB") String orderNumber,
        String orderAccessToken,
        Money total,
        List<Line> items,
        Instant expiresAt) {

    /** One line at the catalogue's price. */
    record Line(String productId, String title, int quantity, Money unitPrice) {}

    @Override
    public String toString() {
        return "PurchaseView[" + orderNumber + "]";
    }
}
