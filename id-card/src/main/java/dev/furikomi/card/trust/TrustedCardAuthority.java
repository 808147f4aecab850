package dev.furikomi.card.trust;

import dev.furikomi.card.certificate.CardCertificate;
import java.security.cert.X509Certificate;

/** A card authority of a bank, known by the SHA-256 of its public key (SPKI). */
public record TrustedCardAuthority(String spkiSha256, X509Certificate certificate) {

    public static TrustedCardAuthority of(X509Certificate certificate) {
        return new TrustedCardAuthority(CardCertificate.spkiSha256(certificate.getPublicKey()), certificate);
    }
}
