package dev.furikomi.order.file;

/** Where a known order stands; derived by {@link Progress} and nowhere else. */
public enum OrderStatus {
    APPLIED,
    TRANSFER_REQUESTED,
    TRANSFER_ACCEPTED,
    PAID,
    SHIPPED,
    CANCELLED,
    EXPIRED;

    /** Whether the shopper can still pay. */
    public boolean isPayable() {
        return switch (this) {
            case APPLIED, TRANSFER_REQUESTED, TRANSFER_ACCEPTED -> true;
            case PAID, SHIPPED, CANCELLED, EXPIRED -> false;
        };
    }
}
