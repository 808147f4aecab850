package dev.furikomi.bridge.session;

import dev.furikomi.card.certificate.CertificateProfile;
import dev.furikomi.card.piv.PivSlot;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A card authority for tests that need certificates but no card files. */
public final class TestAuthority {
    private final KeyPair keys = newKeys();
    private final X500Name name;
    private final X509Certificate certificate;
    private int serial = 1;

    public TestAuthority(String name) {
        this.name = new X500Name("CN=" + name);
        this.certificate = issue(this.name, keys, null, Instant.now().plusSeconds(86_400));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    X509Certificate card(String accountReference, KeyPair card, PivSlot slot) {
        return card(accountReference, card, slot, Instant.now().plusSeconds(86_400));
    }

    X509Certificate card(String accountReference, KeyPair card, PivSlot slot, Instant notAfter) {
        return issue(new X500Name("CN=ID card,2.5.4.5=" + accountReference), card, slot, notAfter);
    }

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without a slot: an authority. */
    private X509Certificate issue(X500Name subject, KeyPair subjectKeys, PivSlot slot, Instant notAfter) {
        boolean authority = slot == null;
        try {
            Instant now = Instant.now();
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(serial++),
                    Date.from(now.minusSeconds(7200)),
                    Date.from(notAfter),
                    subject,
                    subjectKeys.getPublic());
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    extensions.createSubjectKeyIdentifier(subjectKeys.getPublic()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(keys.getPublic()));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(authority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
            if (slot == PivSlot.SIGNATURE) {
                builder.addExtension(
                        Extension.certificatePolicies,
                        false,
                        new CertificatePolicies(
                                new PolicyInformation(new ASN1ObjectIdentifier(CertificateProfile.ACCEPTANCE_POLICY))));
            } else if (!authority) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
