package dev.furikomi.quickstart.card;

import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.piv.PivSlot;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the keys of a card on the card and certifies them.
 *
 * @param replace whether keys and certificates that are there may be overwritten
 */
record Issuing(
        CardAuthority authority,
        List<PivSlot> slots,
        SignatureAlgorithm algorithm,
        String accountReference,
        Validity validity,
        boolean replace) {

    /** 9E serves everybody; 9A and 9C are for banks with the PIN policy. */
    static List<PivSlot> slotsOf(boolean withPin) {
        return withPin
                ? List.of(PivSlot.CARD_AUTHENTICATION, PivSlot.AUTHENTICATION, PivSlot.SIGNATURE)
                : List.of(PivSlot.CARD_AUTHENTICATION);
    }

    /**
     * A card that was made.
     *
     * @param before the id of the card that it was, when one was overwritten
     */
    record Issued(Map<PivSlot, X509Certificate> certificates, Optional<String> before) {

        String cardId() {
            return Survey.cardId(certificates).orElseThrow();
        }
    }

    /** Touches nothing when a slot is in use and may not be overwritten. */
    Issued on(IssuingTarget card) {
        Map<PivSlot, X509Certificate> before = card.certificates();
        Optional<PivSlot> used = slots.stream()
                .filter(slot -> before.containsKey(slot) || card.hasKey(slot))
                .findFirst();
        if (used.isPresent() && !replace) {
            throw new CardRefusedException(
                    "slot-in-use",
                    "slot " + used.get().hex()
                            + " of the card has a key or certificate already; --replace overwrites it for good");
        }
        Map<PivSlot, X509Certificate> made = new EnumMap<>(PivSlot.class);
        for (PivSlot slot : slots) {
            PublicKey key = card.generateKey(slot, algorithm);
            CardCertificate certificate = authority.issue(key, slot, accountReference, validity);
            card.store(slot, certificate.certificate());
            if (!card.serves(slot, certificate.certificate())) {
                throw new CardRefusedException(
                        "card-unfit", "the card does not sign with the key that it made in slot " + slot.hex());
            }
            made.put(slot, certificate.certificate());
        }
        return new Issued(made, Survey.cardId(before));
    }
}
