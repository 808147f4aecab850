package dev.furikomi.bank.card;

import dev.furikomi.card.piv.PivSlot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What staff registers of a card.
 *
 * @param certificates one to three in PEM; slots that are not named stay as they are
 * @param account of a card personalised elsewhere: the account that it is for. A card of this bank's own says so itself
 * @param replace whether the card may be taken from another account that it was imported for
 */
public record CardRegistration(
        String cardId,
        Map<PivSlot, String> certificates,
        @Nullable String account,
        boolean replace) {

    public CardRegistration {
        certificates = Map.copyOf(certificates);
    }
}
