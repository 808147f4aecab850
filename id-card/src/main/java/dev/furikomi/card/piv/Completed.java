package dev.furikomi.card.piv;

/** The card did it; there is nothing to hand back. */
public record Completed() {}
