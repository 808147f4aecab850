package dev.furikomi.bank.card;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** What a card's certificate says. */
final class CardCertificate {

    /** serialNumber, X.520: here the opaque account reference. */
    private static final String SERIAL_NUMBER = "2.5.4.5";

    private static final int P_256_BITS = 256;

    private CardCertificate() {}

    static Optional<X509Certificate> parse(String pem) {
        try {
            return Optional.of((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        } catch (CertificateException malformed) {
            return Optional.empty();
        }
    }

    static boolean isSignedByOneOf(X509Certificate certificate, List<X509Certificate> authorities) {
        return authorities.stream()
                .filter(authority -> authority.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .anyMatch(authority -> isSignedBy(certificate, authority));
    }

    static boolean hasP256Key(X509Certificate certificate) {
        return certificate.getPublicKey() instanceof ECPublicKey key
                && key.getParams().getCurve().getField().getFieldSize() == P_256_BITS;
    }

    /** SHA-256 of a public key (SPKI), base64url. */
    static String id(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Optional<String> accountReference(X509Certificate certificate) {
        try {
            LdapName subject =
                    new LdapName(certificate.getSubjectX500Principal().getName());
            return subject.getRdns().stream()
                    .filter(rdn -> SERIAL_NUMBER.equals(rdn.getType()))
                    .map(Rdn::getValue)
                    .map(CardCertificate::text)
                    .filter(reference -> !reference.isBlank())
                    .findFirst();
        } catch (InvalidNameException malformed) {
            return Optional.empty();
        }
    }

    /** RFC 2253 gives attributes that it has no name for as DER; a PrintableString or UTF8String of up to 127 bytes. */
    private static String text(Object value) {
        if (value instanceof byte[] der) {
            return der.length > 2 && der[1] == der.length - 2
                    ? new String(der, 2, der.length - 2, StandardCharsets.UTF_8)
                    : HexFormat.of().formatHex(der);
        }
        return value.toString();
    }

    private static boolean isSignedBy(X509Certificate certificate, X509Certificate authority) {
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException notByThisOne) {
            return false;
        }
    }
}
