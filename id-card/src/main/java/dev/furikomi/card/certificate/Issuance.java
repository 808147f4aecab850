package dev.furikomi.card.certificate;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Whether an authority issued a certificate: by name, key identifier and a signature that is still worth something. */
final class Issuance {

    /** Nothing with SHA-1 or less: another certificate could have been signed in this one's place. */
    private static final Set<String> SIGNATURES = Set.of(
            "SHA256withECDSA",
            "SHA384withECDSA",
            "SHA512withECDSA",
            "SHA256withRSA",
            "SHA384withRSA",
            "SHA512withRSA",
            "Ed25519");

    private static final int KEY_CERT_SIGN = 5;
    private static final int RSA_BITS_MIN = 2048;

    private Issuance() {}

    /**
     * Checks name and signature, and the key identifiers.
     *
     * @param identifiersRequired false for authorities of others, of which not all write key identifiers; where both
     *     are there they have to agree all the same
     */
    static boolean isIssuedBy(X509Certificate certificate, X509Certificate authority, boolean identifiersRequired) {
        if (!isAuthority(authority)
                || !SIGNATURES.contains(certificate.getSigAlgName())
                || !certificate.getIssuerX500Principal().equals(authority.getSubjectX500Principal())
                || !identifiersFit(certificate, authority, identifiersRequired)) {
            return false;
        }
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException notByThisKey) {
            return false;
        }
    }

    private static boolean isAuthority(X509Certificate authority) {
        boolean[] keyUsage = authority.getKeyUsage();
        boolean weak = authority.getPublicKey() instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() < RSA_BITS_MIN;
        return authority.getBasicConstraints() != -1 && (keyUsage == null || keyUsage[KEY_CERT_SIGN]) && !weak;
    }

    private static boolean identifiersFit(X509Certificate certificate, X509Certificate authority, boolean required) {
        Optional<byte[]> named = extension(certificate, CertificateProfile.AUTHORITY_KEY_IDENTIFIER)
                .flatMap(CertificateFields::keyIdentifierOfAuthority);
        Optional<byte[]> own = extension(authority, CertificateProfile.SUBJECT_KEY_IDENTIFIER)
                .flatMap(CertificateFields::keyIdentifierOfSubject);
        return named.isPresent() && own.isPresent() ? Arrays.equals(named.get(), own.get()) : !required;
    }

    private static Optional<byte[]> extension(X509Certificate certificate, String oid) {
        return Optional.ofNullable(certificate.getExtensionValue(oid));
    }
}
