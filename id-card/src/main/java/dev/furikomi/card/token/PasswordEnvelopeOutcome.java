package dev.furikomi.card.token;

/** What was in a password envelope, or that it does not count. */
public sealed interface PasswordEnvelopeOutcome {

    record Opened(PasswordSecret secret) implements PasswordEnvelopeOutcome {}

    record Refused(Reason reason) implements PasswordEnvelopeOutcome {}

    enum Reason {
        /** Not an envelope to this key, or not of the protocol's form. */
        MALFORMED,
        /** Sealed for another window, session or nonce. */
        OF_ANOTHER_SESSION
    }
}
