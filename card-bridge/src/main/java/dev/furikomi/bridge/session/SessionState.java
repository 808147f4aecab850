package dev.furikomi.bridge.session;

/** Where a bridge session stands. Every legal move is written here and nowhere else. */
public enum SessionState {
    OPENED,
    IDENTIFIED,
    PROVED,
    /** The card signed the acceptance, or in the short procedure the application: money may move from here on. */
    ACCEPTED,
    CLOSED;

    boolean canBecome(SessionState next) {
        return switch (this) {
            case OPENED -> next == IDENTIFIED || next == CLOSED;
            case IDENTIFIED -> next == PROVED || next == CLOSED;
            case PROVED -> next == ACCEPTED || next == CLOSED;
            case ACCEPTED -> next == CLOSED;
            case CLOSED -> false;
        };
    }
}
