package dev.furikomi.card.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.card.Fixtures;
import java.util.Arrays;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateFieldsTest {

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            name                                      | serialNumber
            SERIALNUMBER=ref-7Q4M2K9X, CN=ID card     | ref-7Q4M2K9X
            CN=ID card, SERIALNUMBER=ref-7Q4M2K9X     | ref-7Q4M2K9X
            CN=ID card                                |
            SERIALNUMBER=one, SERIALNUMBER=two        |
            SERIALNUMBER=one+CN=ID card, O=Bank       |
            SERIALNUMBER=#04036f6e65, CN=ID card      |
            SERIALNUMBER=#0c036f6e65, CN=ID card      | one
            """)
    void readsTheOneSerialNumber(String name, String serialNumber) throws Exception {
        assertThat(CertificateFields.serialNumber(new X500Name(name).getEncoded()))
                .isEqualTo(java.util.Optional.ofNullable(serialNumber));
    }

    @Test
    void readsKeyIdentifiersAsBouncyCastleDoes() throws Exception {
        var card = Fixtures.card().certificate();
        var holder = new JcaX509CertificateHolder(card);

        assertThat(CertificateFields.keyIdentifierOfAuthority(card.getExtensionValue("2.5.29.35")))
                .contains(AuthorityKeyIdentifier.fromExtensions(holder.getExtensions())
                        .getKeyIdentifierOctets());
        assertThat(CertificateFields.keyIdentifierOfSubject(card.getExtensionValue("2.5.29.14")))
                .contains(SubjectKeyIdentifier.getInstance(holder.getExtension(Extension.subjectKeyIdentifier)
                                .getParsedValue())
                        .getKeyIdentifier());
    }

    @Test
    void readsNothingFromTruncatedFields() throws Exception {
        var card = Fixtures.card().certificate();
        byte[] name = card.getSubjectX500Principal().getEncoded();
        byte[] authority = card.getExtensionValue("2.5.29.35");
        byte[] subject = card.getExtensionValue("2.5.29.14");

        for (int length = 0; length < name.length; length++) {
            assertThat(CertificateFields.serialNumber(Arrays.copyOf(name, length)))
                    .isEmpty();
        }
        for (int length = 0; length < authority.length; length++) {
            assertThat(CertificateFields.keyIdentifierOfAuthority(Arrays.copyOf(authority, length)))
                    .isEmpty();
        }
        for (int length = 0; length < subject.length; length++) {
            assertThat(CertificateFields.keyIdentifierOfSubject(Arrays.copyOf(subject, length)))
                    .isEmpty();
        }
        assertThat(CertificateFields.serialNumber(new DERSequence(new DERSequence()).getEncoded()))
                .isEmpty();
    }
}
