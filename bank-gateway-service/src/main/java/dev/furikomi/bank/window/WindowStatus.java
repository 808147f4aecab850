package dev.furikomi.bank.window;

/** Where a window stands. Every legal move, and what each call finds, is written here and nowhere else. */
enum WindowStatus {
    /** S301: waiting for a card. */
    OPEN,
    /** S302: the card says that it is this bank's; nothing is proved yet. */
    CARD_RECOGNISED,
    /** S304: card, account reference and password were right. */
    AUTHENTICATED,
    /** S305: the transfer may be made; the customer is asked to accept it. */
    REQUESTED,
    /** S110: the customer accepted, the money is reserved. */
    ACCEPTED,
    /** S307, final: the payee is credited. */
    COMPLETED,
    /** S308, final: no money moved. */
    CLOSED;

    /** Whether the window may go on to {@code next}; a fresh bridge session leads back to {@link #OPEN}. */
    boolean canBecome(WindowStatus next) {
        return switch (this) {
            case OPEN -> next == OPEN || next == CARD_RECOGNISED || next == CLOSED;
            case CARD_RECOGNISED -> next == OPEN || next == AUTHENTICATED || next == CLOSED;
            case AUTHENTICATED -> next == OPEN || next == REQUESTED || next == ACCEPTED || next == CLOSED;
            case REQUESTED -> next == OPEN || next == ACCEPTED || next == CLOSED;
            case ACCEPTED -> next == COMPLETED || next == CLOSED;
            case COMPLETED, CLOSED -> false;
        };
    }

    /** Whether the customer can still go on, cancel or be forgotten: nothing is accepted and nothing is over. */
    boolean isLive() {
        return switch (this) {
            case OPEN, CARD_RECOGNISED, AUTHENTICATED, REQUESTED -> true;
            case ACCEPTED, COMPLETED, CLOSED -> false;
        };
    }

    /** What a call finds when it comes in this status. */
    Admission admit(WindowCall call) {
        if (this == CLOSED) {
            return Admission.CLOSED;
        }
        return switch (call) {
            case SESSION_REQUEST, CLOSURE -> isLive() ? Admission.PROCEED : Admission.OUT_OF_ORDER;
            case CARD -> expected(OPEN, CARD_RECOGNISED);
            case CREDENTIALS -> expected(CARD_RECOGNISED, AUTHENTICATED);
            case TRANSFER -> expected(AUTHENTICATED, REQUESTED);
            case APPLICATION -> isAccepted() ? Admission.REPEATED : expected(AUTHENTICATED, AUTHENTICATED);
            case ACCEPTANCE -> isAccepted() ? Admission.REPEATED : expected(REQUESTED, REQUESTED);
        };
    }

    private boolean isAccepted() {
        return this == ACCEPTED || this == COMPLETED;
    }

    private Admission expected(WindowStatus before, WindowStatus after) {
        if (this == before) {
            return Admission.PROCEED;
        }
        return this == after ? Admission.REPEATED : Admission.OUT_OF_ORDER;
    }
}
