package dev.furikomi.bridge.session;

import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.piv.PivSlot;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * What was read of a card: the certificates of the slots that the policy uses, the institution as the bank list knows it,
 * and the identifying certificate if it has the profile of an authority of the list.
 */
record CardPapers(
        Map<PivSlot, X509Certificate> certificates, String institution, Optional<CardCertificate> identifying) {
    CardPapers {
        certificates = Map.copyOf(certificates);
    }

    boolean isExpiredAt(Instant instant) {
        return certificates.values().stream()
                .anyMatch(each -> instant.isAfter(each.getNotAfter().toInstant()));
    }

    LocalDate validUntil() {
        return certificates.values().stream()
                .map(each -> LocalDate.ofInstant(each.getNotAfter().toInstant(), ZoneOffset.UTC))
                .min(LocalDate::compareTo)
                .orElseThrow();
    }
}
