package dev.furikomi.card.token;

import dev.furikomi.card.piv.PivSlot;
import java.security.PublicKey;
import java.util.Optional;

/** A bank's register of cards. It is asked each time, which is fresher than any list of revoked certificates. */
@FunctionalInterface
public interface CardRegistry {

    /**
     * The registered key with this id.
     *
     * @param keyId SHA-256 of the public key (SPKI), base64url
     */
    Optional<RegisteredKey> find(String keyId);

    /**
     * A key of a registered card. A key is registered for one slot of one card.
     *
     * @param cardId the id of the card's key in 9E, or of that in 9A when it has none in 9E
     * @param blocked whether the bank has blocked the card
     */
    record RegisteredKey(String cardId, PivSlot slot, PublicKey key, boolean blocked) {}
}
