package dev.furikomi.card.issuing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.certificate.AccountReference;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.CertificateProfile;
import dev.furikomi.card.certificate.MalformedCertificateException;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.jose.SigningKeys;
import dev.furikomi.card.piv.PivSlot;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A bank's card authority: the key that makes a card the bank's card. Its key's SHA-256 is the institution. */
public final class CardAuthority {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SERIAL_NUMBER_BITS = 126;

    private final ECKey key;
    private final X509Certificate certificate;

    /** An authority that there is already; key and certificate must belong together. */
    public CardAuthority(ECKey key, X509Certificate certificate) {
        if (!publicKey(key).equals(certificate.getPublicKey())) {
            throw new IllegalArgumentException("The certificate is not this key's.");
        }
        this.key = key;
        this.certificate = certificate;
    }

    /**
     * Makes a new authority with a self-signed certificate.
     *
     * @param organizationIdentifier of the bank, for instance its BIC or LEI with the scheme's prefix
     */
    public static CardAuthority create(String organizationName, String organizationIdentifier, Validity validity) {
        return create(organizationName, organizationIdentifier, validity, SigningKeys.generate());
    }

    /** As {@link #create(String, String, Validity)} with a key on P-384. */
    public static CardAuthority createOnP384(
            String organizationName, String organizationIdentifier, Validity validity) {
        return create(organizationName, organizationIdentifier, validity, SigningKeys.generateOnP384());
    }

    private static CardAuthority create(
            String organizationName, String organizationIdentifier, Validity validity, ECKey key) {
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, organizationName)
                .addRDN(new ASN1ObjectIdentifier(CertificateProfile.ORGANIZATION_IDENTIFIER), organizationIdentifier)
                .addRDN(BCStyle.CN, organizationName + " Card CA")
                .build();
        SubjectPublicKeyInfo spki =
                SubjectPublicKeyInfo.getInstance(publicKey(key).getEncoded());
        try {
            X509v3CertificateBuilder builder = builder(name, name, spki, validity)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new BcX509ExtensionUtils().createSubjectKeyIdentifier(spki));
            return new CardAuthority(key, sign(builder, key));
        } catch (IOException | MalformedCertificateException bug) {
            throw new IllegalStateException("An authority's certificate can be written.", bug);
        }
    }

    /** Issues a certificate for the key in slot 9E of a card. */
    public CardCertificate issue(PublicKey cardKey, String accountReference, Validity validity) {
        return issue(cardKey, PivSlot.CARD_AUTHENTICATION, accountReference, validity);
    }

    /**
     * Issues a certificate for a key that was made on a card. That of 9C is for accepting transfers and nothing else, the
     * others for authentication.
     *
     * @param accountReference opaque, scoped to the bank: the certificate can be read by any program, without PIN
     */
    public CardCertificate issue(PublicKey cardKey, PivSlot slot, String accountReference, Validity validity) {
        if (SignatureAlgorithm.of(cardKey).isEmpty()) {
            throw new IllegalArgumentException("A card's key is on P-256 or P-384, or RSA of 2048 bits.");
        }
        if (!AccountReference.isWellFormed(accountReference)) {
            throw new IllegalArgumentException("An account reference has 1 to 64 letters, digits and . _ : -");
        }
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.SERIALNUMBER, accountReference)
                .addRDN(BCStyle.CN, "ID card")
                .build();
        X500Name issuer =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        SubjectPublicKeyInfo spki = SubjectPublicKeyInfo.getInstance(cardKey.getEncoded());
        SubjectPublicKeyInfo ownSpki =
                SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded());
        BcX509ExtensionUtils identifiers = new BcX509ExtensionUtils();
        try {
            X509v3CertificateBuilder builder = builder(issuer, subject, spki, validity)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(purpose(slot))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            new org.bouncycastle.asn1.x509.AuthorityKeyIdentifier(identifiers
                                    .createSubjectKeyIdentifier(ownSpki)
                                    .getKeyIdentifier()))
                    .addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(spki));
            return CardCertificate.of(sign(builder, key));
        } catch (IOException | MalformedCertificateException bug) {
            throw new IllegalStateException("A card's certificate can be written.", bug);
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** The institution of this authority's cards. */
    public String spkiSha256() {
        return CardCertificate.spkiSha256(certificate.getPublicKey());
    }

    ECKey key() {
        return key;
    }

    /** Another kind of extension for each purpose, so that a log-in with TLS never takes the key that accepts transfers. */
    private static Extension purpose(PivSlot slot) throws IOException {
        return slot == PivSlot.SIGNATURE
                ? Extension.create(
                        Extension.certificatePolicies,
                        false,
                        new CertificatePolicies(
                                new PolicyInformation(new ASN1ObjectIdentifier(CertificateProfile.ACCEPTANCE_POLICY))))
                : Extension.create(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, SubjectPublicKeyInfo spki, Validity validity) {
        BigInteger serialNumber = new BigInteger(SERIAL_NUMBER_BITS, RANDOM).add(BigInteger.ONE);
        return new X509v3CertificateBuilder(
                issuer, serialNumber, Date.from(validity.from()), Date.from(validity.to()), subject, spki);
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, ECKey key)
            throws IOException, MalformedCertificateException {
        try {
            byte[] der = builder.build(new JcaContentSignerBuilder(signature(key)).build(key.toECPrivateKey()))
                    .getEncoded();
            return CardCertificate.x509(der);
        } catch (OperatorCreationException | JOSEException bug) {
            throw new IllegalArgumentException("The authority's key cannot sign.", bug);
        }
    }

    private static String signature(ECKey key) {
        return Curve.P_384.equals(key.getCurve()) ? "SHA384withECDSA" : "SHA256withECDSA";
    }

    private static PublicKey publicKey(ECKey key) {
        try {
            return java.security.KeyFactory.getInstance("EC")
                    .generatePublic(new java.security.spec.X509EncodedKeySpec(
                            key.toECPublicKey().getEncoded()));
        } catch (GeneralSecurityException | JOSEException bug) {
            throw new IllegalArgumentException("Not a key on P-256 or P-384.", bug);
        }
    }
}
