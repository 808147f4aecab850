package dev.furikomi.bank;

import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.MalformedCertificateException;
import dev.furikomi.card.issuing.KeyFiles;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that is no bank's, with an RSA key and cards of a profile of its own: a company's, say. */
public final class ForeignAuthority {

    public static final String CERTIFICATE_FILE = "company-authority.pem";
    private static final String KEY_FILE = "company-authority.pkcs8";
    private static final String NAME = "CN=Company Staff Cards,O=Company";

    private final PrivateKey key;
    private final X509Certificate certificate;

    private ForeignAuthority(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** Makes one and writes it to a directory, from which {@link #in} reads it. */
    public static void create(Path directory) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(3072);
            KeyPair pair = generator.generateKeyPair();
            X509v3CertificateBuilder builder = builder(NAME, NAME, pair.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            Files.write(directory.resolve(KEY_FILE), pair.getPrivate().getEncoded());
            KeyFiles.writeCertificate(directory.resolve(CERTIFICATE_FILE), sign(builder, pair.getPrivate()));
        } catch (GeneralSecurityException bug) {
            throw new IllegalStateException(bug);
        }
    }

    public static ForeignAuthority in(Path directory) {
        try {
            PrivateKey key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(directory.resolve(KEY_FILE))));
            return new ForeignAuthority(key, KeyFiles.readCertificate(directory.resolve(CERTIFICATE_FILE)));
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A certificate whose subject says whatever {@code name} is; no key identifiers, no policies, no extended usage. */
    public CardCertificate issue(PublicKey card, String name) {
        try {
            X509v3CertificateBuilder builder = builder(NAME, name, card)
                    .addExtension(
                            Extension.keyUsage,
                            true,
                            new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
            return CardCertificate.personalisedElsewhere(sign(builder, key));
        } catch (IOException | MalformedCertificateException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /** SHA-256 of its public key: what its cards' institution is. */
    public String institution() {
        return CardCertificate.spkiSha256(certificate.getPublicKey());
    }

    private static X509v3CertificateBuilder builder(String issuer, String subject, PublicKey key) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                new X500Name(issuer),
                new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16),
                Date.from(now.minusSeconds(60)),
                Date.from(now.plusSeconds(86_400)),
                new X500Name(subject),
                key);
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) throws IOException {
        try {
            return CardCertificate.x509(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(key))
                    .getEncoded());
        } catch (OperatorCreationException | MalformedCertificateException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
