package dev.furikomi.bridge.session;

import dev.furikomi.card.certificate.CardCertificate;
import java.security.PublicKey;
import java.util.Optional;

/** What was read of a card: its key, its institution as the bank list knows it, and its certificate if it has the profile. */
record CardPapers(PublicKey key, String institution, Optional<CardCertificate> certificate) {}
