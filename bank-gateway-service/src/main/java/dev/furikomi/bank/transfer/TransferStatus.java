package dev.furikomi.bank.transfer;

/** Where a customer credit transfer stands. Every legal move is written here and nowhere else. */
public enum TransferStatus {
    /** S305 passed; nothing is reserved. */
    REQUESTED,
    /** The window closed before the customer accepted. */
    WITHDRAWN,
    /** S110: the customer accepted, the money is reserved. */
    ACCEPTED,
    /** S307, final: the payee is credited. */
    COMPLETED,
    /** S307, final: the reservation is void, nothing moved. */
    REJECTED;

    boolean canBecome(TransferStatus next) {
        return switch (this) {
            case REQUESTED -> next == ACCEPTED || next == WITHDRAWN;
            case ACCEPTED -> next == COMPLETED || next == REJECTED;
            case WITHDRAWN, COMPLETED, REJECTED -> false;
        };
    }
}
