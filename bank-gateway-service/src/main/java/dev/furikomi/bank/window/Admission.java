package dev.furikomi.bank.window;

/** What a call finds. */
enum Admission {
    /** It is this call's turn. */
    PROCEED,
    /** This call took effect before: the same content gets the same answer. */
    REPEATED,
    /** 409 {@code step-out-of-order}; changes nothing. */
    OUT_OF_ORDER,
    /** 409 {@code window-closed}. */
    CLOSED
}
