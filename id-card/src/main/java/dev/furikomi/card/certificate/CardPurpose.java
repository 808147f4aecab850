package dev.furikomi.card.certificate;

/** What a bank certifies a card's key for; a key of one purpose never serves the other. */
public enum CardPurpose {
    /** To show that the card is here (slots 9E and 9A); under the policy {@code password} also to accept. */
    AUTHENTICATION,
    /** To accept transfers after a fresh PIN (slot 9C). */
    ACCEPTANCE
}
