package dev.furikomi.card.certificate;

import dev.furikomi.card.jose.Base64Url;
import dev.furikomi.card.jose.Digests;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A certificate on an ID card: of a bank's own profile, read strictly, or of a card that was personalised elsewhere. Who
 * issued it is another question ({@link #isIssuedBy}); which reading counts depends on the answer.
 */
public final class CardCertificate {

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    private final X509Certificate certificate;
    private final SignatureAlgorithm algorithm;
    private final String accountReference;
    private final @Nullable CardPurpose purpose;

    private CardCertificate(
            X509Certificate certificate,
            SignatureAlgorithm algorithm,
            String accountReference,
            @Nullable CardPurpose purpose) {
        this.certificate = certificate;
        this.algorithm = algorithm;
        this.accountReference = accountReference;
        this.purpose = purpose;
    }

    /** Reads exactly one certificate in DER and holds it against the bank's own profile. */
    public static CardCertificate parse(byte[] der) throws MalformedCertificateException {
        return of(x509(der));
    }

    /** Holds a certificate against the profile of the cards that a bank's own authority issues. */
    public static CardCertificate of(X509Certificate certificate) throws MalformedCertificateException {
        SignatureAlgorithm algorithm = requireCardKey(certificate);
        CardPurpose purpose = OwnProfile.purpose(certificate);
        return new CardCertificate(certificate, algorithm, OwnProfile.accountReference(certificate), purpose);
    }

    /**
     * Reads the certificate of a card that was personalised elsewhere: any subject and policies, as long as the key is one
     * of the protocol's and may sign. Nothing that another authority wrote can name an account: the account reference is
     * the key's id.
     */
    public static CardCertificate personalisedElsewhere(X509Certificate certificate)
            throws MalformedCertificateException {
        SignatureAlgorithm algorithm = requireCardKey(certificate);
        boolean[] keyUsage = certificate.getKeyUsage();
        if (keyUsage != null && !keyUsage[DIGITAL_SIGNATURE] && !keyUsage[NON_REPUDIATION]) {
            throw new MalformedCertificateException("The key may not sign.");
        }
        return new CardCertificate(certificate, algorithm, spkiSha256(certificate.getPublicKey()), null);
    }

    /** By the bank's own profile where it has that, else as personalised elsewhere; which one counts is not known yet. */
    public static Optional<CardCertificate> unverified(X509Certificate certificate) {
        try {
            return Optional.of(of(certificate));
        } catch (MalformedCertificateException notTheProfile) {
            try {
                return Optional.of(personalisedElsewhere(certificate));
            } catch (MalformedCertificateException noCard) {
                return Optional.empty();
            }
        }
    }

    /** Reads exactly one X.509 certificate in DER, of any profile, no longer than {@link CertificateProfile#LENGTH_MAX}. */
    public static X509Certificate x509(byte[] der) throws MalformedCertificateException {
        // The factory would take PEM as well, and pass over what follows.
        if (der.length == 0 || der.length > CertificateProfile.LENGTH_MAX || der[0] != 0x30) {
            throw new MalformedCertificateException("Not a certificate in DER.");
        }
        try {
            var parsed = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            if (Arrays.equals(parsed.getEncoded(), der)) {
                // Reading the key now makes an unknown curve a refusal here, not an exception elsewhere.
                parsed.getPublicKey().getEncoded();
                return parsed;
            }
        } catch (CertificateException | RuntimeException malformed) {
            // Said below: the parser's message may quote the input.
        }
        throw new MalformedCertificateException("Not a certificate in DER.");
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public PublicKey publicKey() {
        return certificate.getPublicKey();
    }

    /** How the card's key signs; it follows from the key alone. */
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    public byte[] der() {
        try {
            return certificate.getEncoded();
        } catch (CertificateException bug) {
            throw new IllegalStateException("A certificate that was read can be written.", bug);
        }
    }

    /** Opaque; only the bank can map it to an account. For a card personalised elsewhere the {@link #keyId}. */
    public String accountReference() {
        return accountReference;
    }

    /** What its own bank certified the key for; empty for a card personalised elsewhere, of which nothing is said. */
    public Optional<CardPurpose> purpose() {
        return Optional.ofNullable(purpose);
    }

    /** SHA-256 of the public key (SPKI) in base64url. */
    public String keyId() {
        return spkiSha256(certificate.getPublicKey());
    }

    /** The key id as the id of a card with this key in 9E, or in 9A and none in 9E. */
    public String cardId() {
        return keyId();
    }

    /** Name, key identifier and signature: a name alone proves nothing, since anyone can make an authority of that name. */
    public boolean isIssuedBy(X509Certificate authority) {
        return Issuance.isIssuedBy(certificate, authority, purpose != null);
    }

    /**
     * As {@link #isIssuedBy(X509Certificate)} for a certificate of any profile.
     *
     * @param identifiersRequired false for authorities of others, not all of which write key identifiers
     */
    public static boolean isIssuedBy(
            X509Certificate certificate, X509Certificate authority, boolean identifiersRequired) {
        return Issuance.isIssuedBy(certificate, authority, identifiersRequired);
    }

    public boolean isValidAt(Instant instant) {
        return isValidAt(certificate, instant);
    }

    /** To the second, both ends included. */
    public static boolean isValidAt(X509Certificate certificate, Instant instant) {
        return !instant.isBefore(certificate.getNotBefore().toInstant())
                && !instant.isAfter(certificate.getNotAfter().toInstant());
    }

    /** SHA-256 of a public key (SPKI) in base64url; of a card authority's key this is the institution. */
    public static String spkiSha256(PublicKey key) {
        return Base64Url.encode(Digests.sha256(key.getEncoded()));
    }

    public static boolean isP256(PublicKey key) {
        return SignatureAlgorithm.of(key)
                .filter(SignatureAlgorithm.ES256::equals)
                .isPresent();
    }

    private static SignatureAlgorithm requireCardKey(X509Certificate certificate) throws MalformedCertificateException {
        if (certificate.getBasicConstraints() != -1) {
            throw new MalformedCertificateException("A card is not an authority.");
        }
        return SignatureAlgorithm.of(certificate.getPublicKey())
                .orElseThrow(() -> new MalformedCertificateException(
                        "The card's key is neither on P-256 or P-384 nor RSA of 2048 bits."));
    }
}
