package dev.furikomi.card.issuing;

import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.MalformedCertificateException;
import dev.furikomi.card.jose.Claims;
import dev.furikomi.card.jose.MalformedClaimsException;
import dev.furikomi.card.storage.OwnerOnlyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Private keys as JWK files and certificates as PEM files, readable by their owner alone. */
public final class KeyFiles {

    private static final String PEM_BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String PEM_END = "-----END CERTIFICATE-----";
    private static final int PEM_LINE_LENGTH = 64;

    private KeyFiles() {}

    public static void writePrivateKey(Path file, ECKey key) throws IOException {
        OwnerOnlyFile.write(file, Claims.bytes(Claims.privateKey(key)));
    }

    public static ECKey readPrivateKey(Path file) throws IOException {
        try {
            return Claims.parse(Files.readAllBytes(file)).asPrivateKey();
        } catch (MalformedClaimsException malformed) {
            throw new IOException("Not a private JWK on P-256: " + file.getFileName(), malformed);
        }
    }

    /** As {@link #readPrivateKey}, but a card authority's key may be on P-384 too. */
    public static ECKey readAuthorityKey(Path file) throws IOException {
        try {
            return Claims.parse(Files.readAllBytes(file)).asAuthorityKey();
        } catch (MalformedClaimsException malformed) {
            throw new IOException("Not a private JWK on P-256 or P-384: " + file.getFileName(), malformed);
        }
    }

    public static void writePublicKey(Path file, ECKey key) throws IOException {
        OwnerOnlyFile.write(file, Claims.bytes(Claims.publicKey(key)));
    }

    public static ECKey readPublicKey(Path file) throws IOException {
        try {
            return Claims.parse(Files.readAllBytes(file)).asPublicKey();
        } catch (MalformedClaimsException malformed) {
            throw new IOException("Not a public JWK on P-256: " + file.getFileName(), malformed);
        }
    }

    public static void writeCertificate(Path file, X509Certificate certificate) throws IOException {
        OwnerOnlyFile.write(file, pem(certificate).getBytes(StandardCharsets.US_ASCII));
    }

    public static X509Certificate readCertificate(Path file) throws IOException {
        try {
            return certificate(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (MalformedCertificateException malformed) {
            throw new IOException("Not a certificate in PEM: " + file.getFileName(), malformed);
        }
    }

    /** A certificate in PEM (RFC 7468), as the bank's operator API takes it. */
    public static String pem(X509Certificate certificate) {
        Base64.Encoder lines = Base64.getMimeEncoder(PEM_LINE_LENGTH, new byte[] {'\n'});
        try {
            return PEM_BEGIN + "\n" + lines.encodeToString(certificate.getEncoded()) + "\n" + PEM_END + "\n";
        } catch (CertificateEncodingException bug) {
            throw new IllegalArgumentException("A certificate that was read can be written.", bug);
        }
    }

    /** Reads exactly one certificate in PEM. */
    public static X509Certificate certificate(String pem) throws MalformedCertificateException {
        String text = pem.strip();
        byte[] der = new byte[0];
        if (text.startsWith(PEM_BEGIN) && text.endsWith(PEM_END) && text.length() > PEM_BEGIN.length()) {
            String base64 = text.substring(PEM_BEGIN.length(), text.length() - PEM_END.length());
            try {
                der = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
            } catch (IllegalArgumentException notBase64) {
                // Refused below, like everything else that is no certificate.
            }
        }
        return CardCertificate.x509(der);
    }
}
