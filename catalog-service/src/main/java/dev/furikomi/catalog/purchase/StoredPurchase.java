package dev.furikomi.catalog.purchase;

import dev.furikomi.events.Money;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;

/** A purchase as it is stored: its answer without the access token, of which only the hash is kept. */
record StoredPurchase(
        String orderNumber,
        byte[] requestSha256,
        String tokenSha256,
        Money total,
        List<PurchaseView.Line> items,
        Instant appliedAt,
        Instant expiresAt) {

    /** The part that a replay answers again. */
    record Answer(Money total, List<PurchaseView.Line> items) {}

    static StoredPurchase of(PurchaseView view, byte[] requestSha256, String tokenSha256, Instant appliedAt) {
        return new StoredPurchase(
                view.orderNumber(),
                requestSha256,
                tokenSha256,
                view.total(),
                view.items(),
                appliedAt,
                view.expiresAt());
    }

    Answer answer() {
        return new Answer(total, items);
    }

    PurchaseView view(String token) {
        return new PurchaseView(orderNumber, token, total, items, expiresAt);
    }

    boolean isOf(byte[] request) {
        return MessageDigest.isEqual(requestSha256, request);
    }
}
