package dev.furikomi.order.file;

/** Which event of a transfer's life a fact was told by. */
public enum FactKind {
    REQUESTED,
    ACCEPTED,
    COMPLETED,
    REJECTED,
    WINDOW_CLOSED
}
