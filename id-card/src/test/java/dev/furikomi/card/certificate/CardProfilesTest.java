package dev.furikomi.card.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.furikomi.card.Fixtures;
import dev.furikomi.card.issuing.BankCredentials;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.jose.SigningKeys;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.trust.TrustedCardAuthority;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
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
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The two profiles: a bank's own cards, strictly, and cards that were personalised elsewhere. */
class CardProfilesTest {

    private static final String COMPANY = "CN=Company Staff Cards";
    private static final String PERSON = "CN=Sakura Mori,SERIALNUMBER=" + Fixtures.ACCOUNT_REFERENCE;

    private final KeyPair company = pair("RSA", 2048);

    @ParameterizedTest
    @EnumSource
    void issuesForEachAlgorithmAndSlot(SignatureAlgorithm algorithm) throws Exception {
        PublicKey key = SignatureAlgorithmTest.pair(algorithm).getPublic();
        for (PivSlot slot : PivSlot.values()) {
            CardCertificate card = CardCertificate.parse(Fixtures.MINATO_KEYS
                    .cardAuthority()
                    .issue(key, slot, "ref-1", Fixtures.ONE_YEAR)
                    .der());

            assertThat(card.algorithm()).isEqualTo(algorithm);
            assertThat(card.purpose())
                    .contains(slot == PivSlot.SIGNATURE ? CardPurpose.ACCEPTANCE : CardPurpose.AUTHENTICATION);
            assertThat(card.accountReference()).isEqualTo("ref-1");
            assertThat(card.certificate().getExtendedKeyUsage() == null).isEqualTo(slot == PivSlot.SIGNATURE);
        }
    }

    @Test
    void issuesByAnAuthorityOnP384ThatIsKeptInFiles(@TempDir Path directory) throws Exception {
        CardAuthority authority = CardAuthority.createOnP384("Minato Bank", Fixtures.MINATO, Fixtures.TEN_YEARS);
        new BankCredentials(Fixtures.MINATO, SigningKeys.generate(), SigningKeys.generate(), authority)
                .write(directory);

        CardAuthority read = BankCredentials.read(Fixtures.MINATO, directory).cardAuthority();
        CardCertificate card = read.issue(
                SignatureAlgorithmTest.pair(SignatureAlgorithm.ES384).getPublic(), "ref-1", Fixtures.ONE_YEAR);

        assertThat(card.isIssuedBy(authority.certificate())).isTrue();
        assertThat(card.certificate().getSigAlgName()).isEqualTo("SHA384withECDSA");
        assertThat(read.spkiSha256()).isEqualTo(authority.spkiSha256());
    }

    @Test
    void issuesForNoOtherKeys() {
        PublicKey weak = pair("RSA", 1024).getPublic();

        assertThatThrownBy(() -> Fixtures.MINATO_KEYS.cardAuthority().issue(weak, "ref-1", Fixtures.ONE_YEAR))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsACardOfAnotherProfileByItsKeyAlone() throws Exception {
        PublicKey key = SignatureAlgorithmTest.pair(SignatureAlgorithm.RS256).getPublic();
        X509Certificate card = companyCard(key, new Wish());
        TrustedCardAuthority authority = TrustedCardAuthority.elsewhere(companyAuthority(new BasicConstraints(true)));

        CardCertificate read = authority.read(card).orElseThrow();

        assertThat(read.accountReference())
                .isEqualTo(CardCertificate.spkiSha256(key))
                .isEqualTo(read.cardId());
        assertThat(read.purpose()).isEmpty();
        assertThat(TrustedCardAuthority.of(authority.certificate()).read(card)).isEmpty();
        assertThatThrownBy(() -> CardCertificate.of(card)).isInstanceOf(MalformedCertificateException.class);
    }

    /** Whoever runs a foreign authority may copy our profile to the letter; it names no account of the bank all the same. */
    @Test
    void takesNoAccountFromAForeignAuthorityThatCopiesOurProfile() throws Exception {
        CardAuthority copyist = CardAuthority.create("Company", "COMPANY", Fixtures.TEN_YEARS);
        CardCertificate card =
                copyist.issue(Fixtures.CARD_KEY.toECPublicKey(), Fixtures.ACCOUNT_REFERENCE, Fixtures.ONE_YEAR);

        CardCertificate read = TrustedCardAuthority.elsewhere(copyist.certificate())
                .read(card.certificate())
                .orElseThrow();

        assertThat(card.accountReference()).isEqualTo(Fixtures.ACCOUNT_REFERENCE);
        assertThat(read.accountReference()).isEqualTo(card.keyId());
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            wish,                    taken
            nothing,                 true
            nonRepudiation alone,    true
            no key usage,            true
            key agreement alone,     false
            an authority itself,     false
            SHA-1,                   false
            signed by another,       false
            issued by another name,  false
            authority of 1024 bits,  false
            authority is none,       false
            """)
    void takesForeignCardsThatMaySignAndAreSignedWell(String wish, boolean taken) throws Exception {
        PublicKey key = SignatureAlgorithmTest.pair(SignatureAlgorithm.ES256).getPublic();
        Wish wished = new Wish();
        X509Certificate authority = companyAuthority(new BasicConstraints(true));
        switch (wish) {
            case "nonRepudiation alone" -> wished.keyUsage = KeyUsage.nonRepudiation;
            case "no key usage" -> wished.keyUsage = 0;
            case "key agreement alone" -> wished.keyUsage = KeyUsage.keyAgreement;
            case "an authority itself" -> wished.isAuthority = true;
            case "SHA-1" -> wished.signature = "SHA1withRSA";
            case "signed by another" -> wished.signer = pair("RSA", 2048);
            case "issued by another name" -> wished.issuer = "CN=Company Staff Card";
            case "authority of 1024 bits" -> {
                wished.signer = pair("RSA", 1024);
                authority = certificate(
                        COMPANY,
                        COMPANY,
                        wished.signer.getPublic(),
                        wished.signer,
                        "SHA256withRSA",
                        builder -> builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true)));
            }
            case "authority is none" -> authority = companyAuthority(new BasicConstraints(false));
            default -> assertThat(wish).isEqualTo("nothing");
        }

        assertThat(TrustedCardAuthority.elsewhere(authority)
                        .read(companyCard(key, wished))
                        .isPresent())
                .isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            clientAuth, policy, purpose
            true,       false,  AUTHENTICATION
            false,      true,   ACCEPTANCE
            true,       true,
            false,      false,
            """)
    void certifiesAKeyForOnePurpose(boolean clientAuth, boolean policy, CardPurpose purpose) throws Exception {
        PublicKey key = SignatureAlgorithmTest.pair(SignatureAlgorithm.ES256).getPublic();
        X509Certificate certificate = certificate(PERSON, COMPANY, key, company, "SHA256withRSA", builder -> {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            if (clientAuth) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            }
            if (policy) {
                builder.addExtension(
                        Extension.certificatePolicies, false, new CertificatePolicies(new PolicyInformation[] {
                            new PolicyInformation(new ASN1ObjectIdentifier("2.16.840.1.101.3.2.1.3.13")),
                            new PolicyInformation(new ASN1ObjectIdentifier(CertificateProfile.ACCEPTANCE_POLICY)),
                        }));
            }
        });

        if (purpose == null) {
            assertThatThrownBy(() -> CardCertificate.of(certificate)).isInstanceOf(MalformedCertificateException.class);
        } else {
            assertThat(CardCertificate.of(certificate).purpose()).contains(purpose);
        }
    }

    private static final class Wish {
        private int keyUsage = KeyUsage.digitalSignature;
        private boolean isAuthority;
        private String signature = "SHA256withRSA";
        private String issuer = COMPANY;
        private KeyPair signer;
    }

    private X509Certificate companyCard(PublicKey key, Wish wish) throws Exception {
        KeyPair signer = wish.signer == null ? company : wish.signer;
        return certificate(PERSON, wish.issuer, key, signer, wish.signature, builder -> {
            if (wish.keyUsage != 0) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(wish.keyUsage));
            }
            if (wish.isAuthority) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            }
        });
    }

    private X509Certificate companyAuthority(BasicConstraints constraints) throws Exception {
        return certificate(
                COMPANY,
                COMPANY,
                company.getPublic(),
                company,
                "SHA256withRSA",
                builder -> builder.addExtension(Extension.basicConstraints, true, constraints));
    }

    private interface Extensions {
        void addTo(X509v3CertificateBuilder builder) throws java.io.IOException;
    }

    private static X509Certificate certificate(
            String subject, String issuer, PublicKey key, KeyPair signer, String signature, Extensions extensions)
            throws Exception {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name(issuer),
                BigInteger.TEN,
                Date.from(Fixtures.ONE_YEAR.from()),
                Date.from(Fixtures.ONE_YEAR.to()),
                new X500Name(subject),
                key);
        extensions.addTo(builder);
        return CardCertificate.x509(builder.build(new JcaContentSignerBuilder(signature).build(signer.getPrivate()))
                .getEncoded());
    }

    private static KeyPair pair(String kind, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
