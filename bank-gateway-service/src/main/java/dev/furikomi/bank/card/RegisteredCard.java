package dev.furikomi.bank.card;

import dev.furikomi.card.piv.PivSlot;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/**
 * A card that this bank takes.
 *
 * @param cardId the key id of its 9E key, or of 9A when it has none in 9E
 * @param accountReference the certificates' reference; of a card personalised elsewhere its card id
 * @param attemptsLeft how often a password may still be wrong
 */
public record RegisteredCard(
        String cardId,
        String accountReference,
        boolean personalisedElsewhere,
        boolean blocked,
        int attemptsLeft,
        List<RegisteredKey> keys) {

    public RegisteredCard {
        keys = List.copyOf(keys);
    }

    /** The key that is registered for a slot; a key of another slot never stands in for it. */
    public Optional<PublicKey> key(PivSlot slot) {
        return keys.stream()
                .filter(key -> key.slot() == slot)
                .map(key -> key.certificate().getPublicKey())
                .findFirst();
    }
}
