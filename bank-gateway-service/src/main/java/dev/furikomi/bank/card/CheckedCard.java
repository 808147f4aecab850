package dev.furikomi.bank.card;

import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.CardPurpose;
import dev.furikomi.card.certificate.MalformedCertificateException;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.trust.TrustedCardAuthority;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The certificates of a registration, held against the authorities. CPU-bound.
 *
 * @param refusal why they do not do; empty when they do
 */
record CheckedCard(
        Optional<CardRegistrationOutcome> refusal,
        Map<PivSlot, CardCertificate> certificates,
        boolean personalisedElsewhere) {

    static CheckedCard check(CardRegistration registration, List<TrustedCardAuthority> authorities) {
        Map<PivSlot, CardCertificate> certificates = new EnumMap<>(PivSlot.class);
        boolean own = false;
        boolean elsewhere = false;
        for (Map.Entry<PivSlot, String> entry : registration.certificates().entrySet()) {
            Optional<X509Certificate> certificate = parse(entry.getValue());
            if (certificate.isEmpty()
                    || CardCertificate.unverified(certificate.get()).isEmpty()) {
                return refused(CardRegistrationOutcome.CERTIFICATE_INVALID);
            }
            Optional<TrustedCardAuthority> authority = authorities.stream()
                    .filter(candidate -> candidate.hasIssued(certificate.get()))
                    .findFirst();
            if (authority.isEmpty()) {
                return refused(CardRegistrationOutcome.CARD_OF_ANOTHER_BANK);
            }
            Optional<CardCertificate> card = authority.get().read(certificate.get());
            if (card.isEmpty() || !isFor(entry.getKey(), card.get())) {
                return refused(CardRegistrationOutcome.CERTIFICATE_INVALID);
            }
            own |= !authority.get().personalisesElsewhere();
            elsewhere |= authority.get().personalisesElsewhere();
            certificates.put(entry.getKey(), card.get());
        }
        return own && elsewhere || referencesDiffer(certificates, elsewhere)
                ? refused(CardRegistrationOutcome.KEYS_DIFFER)
                : new CheckedCard(Optional.empty(), certificates, elsewhere);
    }

    /** The reference by which the account of the card is found. */
    String accountReference(String cardId) {
        return personalisedElsewhere
                ? cardId
                : certificates.values().iterator().next().accountReference();
    }

    private static boolean isFor(PivSlot slot, CardCertificate card) {
        CardPurpose demanded = slot == PivSlot.SIGNATURE ? CardPurpose.ACCEPTANCE : CardPurpose.AUTHENTICATION;
        return card.purpose().map(demanded::equals).orElse(true);
    }

    /** Of a card personalised elsewhere each key has an id of its own, and the card's id counts. */
    private static boolean referencesDiffer(Map<PivSlot, CardCertificate> certificates, boolean elsewhere) {
        return !elsewhere
                && certificates.values().stream()
                                .map(CardCertificate::accountReference)
                                .distinct()
                                .count()
                        > 1;
    }

    private static Optional<X509Certificate> parse(String pem) {
        try {
            return Optional.of(KeyFiles.certificate(pem));
        } catch (MalformedCertificateException malformed) {
            return Optional.empty();
        }
    }

    private static CheckedCard refused(CardRegistrationOutcome refusal) {
        return new CheckedCard(Optional.of(refusal), Map.of(), false);
    }
}
