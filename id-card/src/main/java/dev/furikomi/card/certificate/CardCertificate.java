package dev.furikomi.card.certificate;

import dev.furikomi.card.jose.Base64Url;
import dev.furikomi.card.jose.Digests;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A certificate that has the profile of an ID card. Who issued it is another question: {@link #isIssuedBy}. */
public final class CardCertificate {

    private final X509Certificate certificate;
    private final String accountReference;

    private CardCertificate(X509Certificate certificate, String accountReference) {
        this.certificate = certificate;
        this.accountReference = accountReference;
    }

    /** Reads exactly one certificate in DER and holds it against the profile. */
    public static CardCertificate parse(byte[] der) throws MalformedCertificateException {
        return of(x509(der));
    }

    public static CardCertificate of(X509Certificate certificate) throws MalformedCertificateException {
        if (!isP256(certificate.getPublicKey())) {
            throw new MalformedCertificateException("The card's key is not on P-256.");
        }
        if (certificate.getBasicConstraints() != -1) {
            throw new MalformedCertificateException("A card is not an authority.");
        }
        boolean[] keyUsage = certificate.getKeyUsage();
        if (keyUsage == null || !keyUsage[0]) {
            throw new MalformedCertificateException("The key usage is not digitalSignature.");
        }
        if (!extendedKeyUsage(certificate).contains(CertificateProfile.CLIENT_AUTH)) {
            throw new MalformedCertificateException("The extended key usage is not clientAuth.");
        }
        return new CardCertificate(certificate, readAccountReference(certificate));
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

    public ECPublicKey publicKey() {
        return (ECPublicKey) certificate.getPublicKey();
    }

    /** How the card's key signs; it follows from the key alone. */
    public SignatureAlgorithm algorithm() {
        return SignatureAlgorithm.ES256;
    }

    public byte[] der() {
        try {
            return certificate.getEncoded();
        } catch (CertificateException bug) {
            throw new IllegalStateException("A certificate that was read can be written.", bug);
        }
    }

    /** Opaque; only the issuing bank can map it to an account. */
    public String accountReference() {
        return accountReference;
    }

    /** SHA-256 of the public key (SPKI) in base64url: the id under which a bank registers the card. */
    public String cardId() {
        return spkiSha256(certificate.getPublicKey());
    }

    /** Name, key identifier and signature: a name alone proves nothing, since anyone can make an authority of that name. */
    public boolean isIssuedBy(X509Certificate authority) {
        if (authority.getBasicConstraints() == -1
                || !certificate.getIssuerX500Principal().equals(authority.getSubjectX500Principal())
                || !authorityKeyIdentifierFits(authority)) {
            return false;
        }
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException notByThisKey) {
            return false;
        }
    }

    public boolean isValidAt(Instant instant) {
        return !instant.isBefore(certificate.getNotBefore().toInstant())
                && !instant.isAfter(certificate.getNotAfter().toInstant());
    }

    /** SHA-256 of a public key (SPKI) in base64url; of a card authority's key this is the institution. */
    public static String spkiSha256(PublicKey key) {
        return Base64Url.encode(Digests.sha256(key.getEncoded()));
    }

    public static boolean isP256(PublicKey key) {
        return key instanceof ECPublicKey ecKey
                && ecKey.getParams() != null
                && ecKey.getParams().getCurve().getField().getFieldSize() == 256
                && ecKey.getParams().getOrder().equals(P256.ORDER)
                && ecKey.getParams().getGenerator().getAffineX().equals(P256.GENERATOR_X);
    }

    private boolean authorityKeyIdentifierFits(X509Certificate authority) {
        Optional<byte[]> named = extension(certificate, CertificateProfile.AUTHORITY_KEY_IDENTIFIER)
                .flatMap(CertificateFields::keyIdentifierOfAuthority);
        Optional<byte[]> own = extension(authority, CertificateProfile.SUBJECT_KEY_IDENTIFIER)
                .flatMap(CertificateFields::keyIdentifierOfSubject);
        return named.isPresent() && own.isPresent() && Arrays.equals(named.get(), own.get());
    }

    private static Optional<byte[]> extension(X509Certificate certificate, String oid) {
        return Optional.ofNullable(certificate.getExtensionValue(oid));
    }

    private static List<String> extendedKeyUsage(X509Certificate certificate) throws MalformedCertificateException {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            return usages == null ? List.of() : usages;
        } catch (CertificateException malformed) {
            throw new MalformedCertificateException("The extended key usage cannot be read.");
        }
    }

    private static String readAccountReference(X509Certificate certificate) throws MalformedCertificateException {
        String reference = CertificateFields.serialNumber(
                        certificate.getSubjectX500Principal().getEncoded())
                .orElseThrow(() -> new MalformedCertificateException("The subject has not exactly one serialNumber."));
        if (!AccountReference.isWellFormed(reference)) {
            throw new MalformedCertificateException("The serialNumber is no account reference.");
        }
        return reference;
    }
}
