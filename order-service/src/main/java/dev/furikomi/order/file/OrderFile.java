package dev.furikomi.order.file;

import dev.furikomi.events.EventJson;
import dev.furikomi.events.MalformedEventException;
import dev.furikomi.events.Money;
import dev.furikomi.events.Purchase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The file of one order: the purchase once it is known, and what this service decided. What banks said stands in
 * {@link TransferFact}.
 */
@Entity
@Table(name = "order_file")
@SuppressWarnings("NullAway.Init")
public class OrderFile {

    @Id
    String orderNumber;

    @Column(insertable = false, updatable = false)
    long entry;

    Instant heardAt;
    long version;

    @Nullable
    @Enumerated(EnumType.STRING)
    OrderStatus status;

    @Nullable
    String customerName;

    @Nullable
    String customerPostalCode;

    @Nullable
    String customerAddress;

    @Nullable
    String customerEmail;

    @Nullable
    String items;

    @Nullable
    Long totalMinor;

    @Nullable
    String currency;

    @Nullable
    @Column(name = "access_token_sha256")
    String accessTokenSha256;

    @Nullable
    Instant tokenExchangedAt;

    @Nullable
    Instant placedAt;

    @Nullable
    Instant expiresAt;

    @Nullable
    Instant paidAt;

    @Nullable
    UUID paidTransferId;

    @Nullable
    String paidByBank;

    @Nullable
    Instant cancelledAt;

    /** Until when a bank may still be heard of a transfer that pays the cancelled order; none: it is cancelled for good. */
    @Nullable
    Instant cancellationOpenUntil;

    @Nullable
    Instant expiredAt;

    @Nullable
    Instant shippedAt;

    @Nullable
    String carrier;

    @Nullable
    String trackingNumber;

    protected OrderFile() {}

    OrderFile(String orderNumber, Instant heardAt) {
        this.orderNumber = orderNumber;
        this.heardAt = heardAt;
    }

    /** S202: stores what was applied for; a second purchase of the same number changes nothing. */
    boolean store(Purchase purchase) {
        if (isKnown()) {
            return false;
        }
        customerName = purchase.customer().name();
        customerPostalCode = purchase.customer().postalCode();
        customerAddress = purchase.customer().address();
        customerEmail = purchase.customer().email();
        items = EventJson.write(new Items(purchase.items()));
        totalMinor = purchase.total().amountMinor();
        currency = purchase.total().currencyCode();
        accessTokenSha256 = purchase.orderAccessTokenSha256();
        placedAt = purchase.appliedAt();
        expiresAt = purchase.expiresAt();
        return true;
    }

    /** Whether the event {@code purchase} has come; before that only banks have spoken of this number. */
    public boolean isKnown() {
        return placedAt != null;
    }

    public String orderNumber() {
        return orderNumber;
    }

    /** Grows with each change; also the sequence number of this order's events. */
    public long version() {
        return version;
    }

    /** The place in the order file: newer orders have greater ones. */
    public long entry() {
        return entry;
    }

    public OrderStatus status() {
        return Objects.requireNonNull(status);
    }

    public Purchase.Customer customer() {
        return new Purchase.Customer(
                Objects.requireNonNull(customerName),
                Objects.requireNonNull(customerPostalCode),
                Objects.requireNonNull(customerAddress),
                customerEmail);
    }

    public List<Purchase.Item> items() {
        try {
            byte[] stored = Objects.requireNonNull(items).getBytes(StandardCharsets.UTF_8);
            return EventJson.read(stored, Items.class).items();
        } catch (MalformedEventException bug) {
            throw new IllegalStateException("The stored items of " + orderNumber + " cannot be read.", bug);
        }
    }

    public Money total() {
        return Money.ofMinor(Objects.requireNonNull(totalMinor), Objects.requireNonNull(currency));
    }

    public String accessTokenSha256() {
        return Objects.requireNonNull(accessTokenSha256);
    }

    public Instant placedAt() {
        return Objects.requireNonNull(placedAt);
    }

    /** S202: a number may be heard of before its purchase, but is not stored before it is placed. */
    public Instant storedAt() {
        return heardAt.isBefore(placedAt()) ? placedAt() : heardAt;
    }

    public Instant expiresAt() {
        return Objects.requireNonNull(expiresAt);
    }

    public @Nullable Instant paidAt() {
        return paidAt;
    }

    public @Nullable UUID paidTransferId() {
        return paidTransferId;
    }

    public @Nullable String paidByBank() {
        return paidByBank;
    }

    public @Nullable Instant cancelledAt() {
        return cancelledAt;
    }

    /** Whether no transfer pays the cancelled order any more. */
    boolean isCancelledForGood() {
        return cancelledAt != null && cancellationOpenUntil == null;
    }

    public @Nullable Instant expiredAt() {
        return expiredAt;
    }

    public @Nullable Instant shippedAt() {
        return shippedAt;
    }

    public @Nullable String carrier() {
        return carrier;
    }

    public @Nullable String trackingNumber() {
        return trackingNumber;
    }

    /** The stored form of the order's lines. */
    record Items(List<Purchase.Item> items) {}
}
