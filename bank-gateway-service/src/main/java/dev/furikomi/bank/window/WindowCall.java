package dev.furikomi.bank.window;

/** The calls that move a window. */
enum WindowCall {
    SESSION_REQUEST,
    /** S106, S107, S302. */
    CARD,
    /** S108, S304. */
    CREDENTIALS,
    /** S109, S305 of the standard procedure. */
    TRANSFER,
    /** S109, S305 of the short procedure, signed by the card. */
    APPLICATION,
    /** S306, S110. */
    ACCEPTANCE,
    /** S308 at the customer's wish. */
    CLOSURE
}
