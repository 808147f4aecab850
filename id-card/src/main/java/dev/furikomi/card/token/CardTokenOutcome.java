package dev.furikomi.card.token;

import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.piv.PivSlot;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a card token is worth: facts that were proven, or a refusal with a name. */
public sealed interface CardTokenOutcome {

    /**
     * The card said it.
     *
     * @param institution SHA-256 of the public key of the authority that issued the card, base64url
     * @param accountReference what the bank maps to an account; of a card personalised elsewhere its card id
     */
    record Genuine(String institution, String accountReference, String cardId, ProvenFacts facts)
            implements CardTokenOutcome {

        /** What to keep of a proof until the same session's application or acceptance comes. */
        public ProofRecord toRecord() {
            return new ProofRecord(facts.sid(), cardId, facts.secretSha256());
        }
    }

    /**
     * A proof as a bank stores it; all of it is text.
     *
     * @param secretSha256 of the password envelope, or, without one, of the empty text; base64url
     */
    record ProofRecord(String sid, String cardId, String secretSha256) {}

    record Refused(Reason reason) implements CardTokenOutcome {}

    /**
     * What a signature proves, and nothing more: the password, where the policy is {@code password}, is still to be opened
     * and checked.
     *
     * @param secretSha256 of the password envelope that the signature covers, base64url
     * @param transfer what was applied for or accepted; null in a proof
     */
    record ProvenFacts(
            SigningLabel label,
            CardPolicy policy,
            PivSlot slot,
            SignatureAlgorithm algorithm,
            String sid,
            String secretSha256,
            @Nullable Transfer transfer,
            Instant verifiedAt) {

        /** The card has taken its holder's PIN in this session; for 9C right before it signed. */
        public boolean pinVerified() {
            return policy == CardPolicy.PIN;
        }

        /** The card's holder wants exactly this transfer made. */
        public Optional<Transfer> acceptedTransfer() {
            return Optional.ofNullable(transfer);
        }

        /** Without the transfer: it is the customer's. */
        @Override
        public String toString() {
            return "ProvenFacts[" + label + ", " + policy + ", " + slot + ", " + algorithm + "]";
        }
    }

    /** In the order of the checks. */
    enum Reason {
        /** The token's session is not the one that it is held against. */
        SESSION_UNKNOWN("session-unknown"),
        SESSION_EXPIRED("session-expired"),
        /** Format, slot, algorithm, certificate or secret are not those that protocol and policy demand. */
        CARD_UNREADABLE("card-unreadable"),
        CARD_OF_ANOTHER_BANK("card-of-another-bank"),
        CARD_EXPIRED("card-expired"),
        /** Not registered, or registered with another key or for another slot. */
        CARD_UNKNOWN("card-unknown"),
        CARD_SIGNATURE_INVALID("card-signature-invalid"),
        CARD_BLOCKED("card-blocked"),
        /** Genuine, but not the card that proved itself in this session. */
        CARD_CHANGED("card-changed");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The reason as {@code docs/problems.md} has it. */
        public String code() {
            return code;
        }

        static Reason of(TokenOutcome.Reason reason) {
            return switch (reason) {
                case CARD_UNREADABLE -> CARD_UNREADABLE;
                case CARD_OF_ANOTHER_BANK -> CARD_OF_ANOTHER_BANK;
                case CARD_EXPIRED -> CARD_EXPIRED;
                case CARD_UNKNOWN -> CARD_UNKNOWN;
                case CARD_SIGNATURE_INVALID -> CARD_SIGNATURE_INVALID;
            };
        }
    }
}
