package dev.furikomi.bank.operator;

import dev.furikomi.bank.card.RegisteredCard;
import dev.furikomi.bank.card.RegisteredKey;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import java.time.Instant;
import java.util.List;

/**
 * A card as staff sees it.
 *
 * @param state {@code active} or {@code blocked}
 * @param attemptsLeft how often a password may still be wrong
 */
record CardView(
        String cardId,
        String state,
        int attemptsLeft,
        String accountReference,
        boolean personalisedElsewhere,
        List<Key> keys) {

    /** A key of the card, with the validity of its certificate. */
    record Key(String slot, String keyId, String algorithm, Instant notBefore, Instant notAfter) {

        static Key of(RegisteredKey key) {
            return new Key(
                    key.slot().hex(),
                    key.keyId(),
                    SignatureAlgorithm.of(key.certificate().getPublicKey())
                            .map(SignatureAlgorithm::wireName)
                            .orElse("unknown"),
                    key.certificate().getNotBefore().toInstant(),
                    key.certificate().getNotAfter().toInstant());
        }
    }

    static CardView of(RegisteredCard card) {
        return new CardView(
                card.cardId(),
                card.blocked() ? "blocked" : "active",
                card.attemptsLeft(),
                card.accountReference(),
                card.personalisedElsewhere(),
                card.keys().stream().map(Key::of).toList());
    }
}
