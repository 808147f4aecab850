package dev.furikomi.card.certificate;

import dev.furikomi.card.apdu.MalformedTlvException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/** The profile of the cards that a bank's own authority issues, held strictly ({@code docs/card.md}). */
final class OwnProfile {

    private static final int DIGITAL_SIGNATURE = 0;

    private OwnProfile() {}

    /** What the key is certified for; refuses whatever has not the profile. */
    static CardPurpose purpose(X509Certificate certificate) throws MalformedCertificateException {
        boolean[] keyUsage = certificate.getKeyUsage();
        if (keyUsage == null || !keyUsage[DIGITAL_SIGNATURE]) {
            throw new MalformedCertificateException("The key usage is not digitalSignature.");
        }
        boolean authenticates = extendedKeyUsage(certificate).contains(CertificateProfile.CLIENT_AUTH);
        boolean accepts = hasAcceptancePolicy(certificate);
        if (authenticates == accepts) {
            throw new MalformedCertificateException("Neither for clientAuth alone nor for acceptance alone.");
        }
        return accepts ? CardPurpose.ACCEPTANCE : CardPurpose.AUTHENTICATION;
    }

    static String accountReference(X509Certificate certificate) throws MalformedCertificateException {
        String reference = CertificateFields.serialNumber(
                        certificate.getSubjectX500Principal().getEncoded())
                .orElseThrow(() -> new MalformedCertificateException("The subject has not exactly one serialNumber."));
        if (!AccountReference.isWellFormed(reference)) {
            throw new MalformedCertificateException("The serialNumber is no account reference.");
        }
        return reference;
    }

    private static List<String> extendedKeyUsage(X509Certificate certificate) throws MalformedCertificateException {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            return usages == null ? List.of() : usages;
        } catch (CertificateException malformed) {
            throw new MalformedCertificateException("The extended key usage cannot be read.");
        }
    }

    private static boolean hasAcceptancePolicy(X509Certificate certificate) throws MalformedCertificateException {
        byte[] extension = certificate.getExtensionValue(CertificateProfile.CERTIFICATE_POLICIES);
        if (extension == null) {
            return false;
        }
        try {
            return CertificateFields.namesPolicy(extension, CertificateProfile.ACCEPTANCE_POLICY);
        } catch (MalformedTlvException malformed) {
            throw new MalformedCertificateException("The certificate policies cannot be read.");
        }
    }
}
