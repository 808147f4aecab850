package dev.furikomi.card.trust;

import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.MalformedCertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * A card authority whose cards a bank takes, known by the SHA-256 of its public key (SPKI).
 *
 * @param personalisesElsewhere whether it is another's authority: its cards have any profile, and what it writes into
 *     them names no account of the bank
 */
public record TrustedCardAuthority(String spkiSha256, X509Certificate certificate, boolean personalisesElsewhere) {

    /** The bank's own authority. */
    public static TrustedCardAuthority of(X509Certificate certificate) {
        return new TrustedCardAuthority(CardCertificate.spkiSha256(certificate.getPublicKey()), certificate, false);
    }

    /** Another's authority, of whose cards the bank takes those that it has imported. */
    public static TrustedCardAuthority elsewhere(X509Certificate certificate) {
        return new TrustedCardAuthority(CardCertificate.spkiSha256(certificate.getPublicKey()), certificate, true);
    }

    /** Whether this authority signed a certificate, whatever its profile. */
    public boolean hasIssued(X509Certificate card) {
        return CardCertificate.isIssuedBy(card, certificate, !personalisesElsewhere);
    }

    /** Reads a card that this authority issued, by the profile that its cards have; empty when it did not issue it. */
    public Optional<CardCertificate> read(X509Certificate card) {
        try {
            CardCertificate read =
                    personalisesElsewhere ? CardCertificate.personalisedElsewhere(card) : CardCertificate.of(card);
            return hasIssued(card) ? Optional.of(read) : Optional.empty();
        } catch (MalformedCertificateException notItsProfile) {
            return Optional.empty();
        }
    }
}
