package dev.furikomi.bank.card;

/** What became of registering a card. */
public enum CardRegistrationOutcome {
    REGISTERED,
    /** A certificate cannot be read, or is not of the profile that its authority and its slot demand. */
    CERTIFICATE_INVALID,
    /** None of the card authorities whose cards this bank takes signed it. */
    CARD_OF_ANOTHER_BANK,
    /** The card id is not that of the key in 9E, or in 9A where there is none in 9E. */
    CARD_ID_MISMATCH,
    /** The card's certificates name several account references, or some are the bank's own and some are not. */
    KEYS_DIFFER,
    /** One of the keys is registered for another card or another slot. */
    KEY_REGISTERED,
    /** A card personalised elsewhere says nothing of the account that it is for. */
    ACCOUNT_MISSING,
    /** A card of the bank's own names its account by its reference. */
    ACCOUNT_NOT_EXPECTED,
    ACCOUNT_UNKNOWN,
    /** The card was imported for another account, and nobody said that it is to be moved. */
    REFERENCE_TAKEN
}
