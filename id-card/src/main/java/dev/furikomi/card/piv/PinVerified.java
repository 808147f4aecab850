package dev.furikomi.card.piv;

/** The card has accepted the PIN. */
public record PinVerified() {}
