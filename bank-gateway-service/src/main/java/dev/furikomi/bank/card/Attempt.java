package dev.furikomi.bank.card;

/** Whether a password may be tried with a card. */
public sealed interface Attempt {

    /** One attempt is taken, and that is committed. */
    record Taken(String accountReference, int attemptsLeft) implements Attempt {}

    record Blocked() implements Attempt {}

    record Unknown() implements Attempt {}
}
