package dev.furikomi.bank.card;

/** What became of registering a card. */
public enum CardRegistration {
    REGISTERED,
    /** The certificate cannot be read, or its key is not P-256, or it carries no account reference. */
    CERTIFICATE_INVALID,
    /** None of this bank's card authorities signed it. */
    CARD_OF_ANOTHER_BANK,
    /** The card id is not the SHA-256 of the certificate's public key. */
    CARD_ID_MISMATCH
}
