package dev.furikomi.card.certificate;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.furikomi.card.Fixtures;
import java.security.cert.X509Certificate;
import java.util.Arrays;

/** A certificate that some card or page brings: it is read, or refused by name. */
class CertificateFuzzTest {

    private static final X509Certificate AUTHORITY =
            Fixtures.MINATO_KEYS.cardAuthority().certificate();

    @FuzzTest(maxDuration = "60s")
    void readsACertificateOrRefusesIt(byte[] der) {
        try {
            X509Certificate any = CardCertificate.x509(der);
            SignatureAlgorithm.of(any.getPublicKey());
            CardCertificate card = CardCertificate.parse(der);
            card.isIssuedBy(AUTHORITY);
            card.isValidAt(Fixtures.NOW);
            if (!Arrays.equals(card.der(), der)) {
                throw new AssertionError("what was read is not what was given");
            }
        } catch (MalformedCertificateException named) {
            if (named.getCause() != null) {
                throw new AssertionError("the refusal quotes the input");
            }
        }
    }

    @FuzzTest(maxDuration = "30s")
    void readsFieldsOrNone(byte[] der) {
        CertificateFields.serialNumber(der);
        CertificateFields.keyIdentifierOfAuthority(der);
        CertificateFields.keyIdentifierOfSubject(der);
    }
}
