package dev.furikomi.quickstart.card;

import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.piv.PivSlot;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Map;

/** A card that is being made: a software card's file, or a card in a reader. */
interface IssuingTarget {

    /** What is on it already. */
    Map<PivSlot, X509Certificate> certificates();

    /** Whether there is a key in the slot, as far as the card tells. */
    boolean hasKey(PivSlot slot);

    /** Has the card make a key, which never leaves it. */
    PublicKey generateKey(PivSlot slot, SignatureAlgorithm algorithm);

    void store(PivSlot slot, X509Certificate certificate);

    /** Whether the key that the certificate names is really the one in the slot; true where only the PIN could tell. */
    boolean serves(PivSlot slot, X509Certificate certificate);
}
