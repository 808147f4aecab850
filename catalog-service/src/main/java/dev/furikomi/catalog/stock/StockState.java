package dev.furikomi.catalog.stock;

/** What a purchase does to the stock; every legal move is written here and nowhere else. */
public enum StockState {
    HELD,
    COMMITTED,
    RELEASED;

    /**
     * Paid wins over everything, also when it is heard of after a release: the money has moved. A release counts only
     * for stock that is held.
     */
    boolean canBecome(StockState next) {
        return switch (this) {
            case HELD -> next == COMMITTED || next == RELEASED;
            case RELEASED -> next == COMMITTED;
            case COMMITTED -> false;
        };
    }
}
