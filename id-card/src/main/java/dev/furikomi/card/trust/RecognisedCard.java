package dev.furikomi.card.trust;

import dev.furikomi.card.certificate.CardCertificate;

/** A card that an authority of the bank list issued, with the institution that this authority is. */
public record RecognisedCard(String institution, CardCertificate certificate) {}
