package dev.furikomi.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * S103: a purchase was applied for.
 *
 * @param orderAccessTokenSha256 base64url SHA-256 of the token that opens the order for its shopper
 */
public record Purchase(
        String orderNumber,
        String merchant,
        Customer customer,
        List<Item> items,
        Money total,
        String orderAccessTokenSha256,
        Instant appliedAt,
        Instant expiresAt) {

    /** Who ordered, and where the goods go. */
    public record Customer(
            String name,
            String postalCode,
            String address,
            @Nullable String email) {}

    /** One line of the order. */
    public record Item(String productId, String title, int quantity, Money unitPrice) {}
}
