package dev.furikomi.bank.identity;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.util.List;

/** The bank's keys and authorities, read once at start; a service that cannot read them does not start. */
@Startup
@ApplicationScoped
public class BankIdentity {

    private final ECKey requestKey;
    private final List<X509Certificate> cardAuthorities;

    BankIdentity(BankConfig config) {
        this.requestKey = privateKey(config.requestKey());
        this.cardAuthorities =
                config.cardAuthorities().stream().map(BankIdentity::authority).toList();
    }

    /** The private key that signs session requests. */
    public ECKey requestKey() {
        return requestKey;
    }

    /** The authorities whose cards this bank takes. */
    public List<X509Certificate> cardAuthorities() {
        return cardAuthorities;
    }

    private static ECKey privateKey(Path file) {
        try {
            ECKey key = ECKey.parse(Files.readString(file));
            if (!key.isPrivate() || key.getKeyID() == null || !Curve.P_256.equals(key.getCurve())) {
                throw new IllegalStateException("bank.request-key is not a private P-256 JWK with a kid: " + file);
            }
            return key;
        } catch (IOException | ParseException unusable) {
            // The parser's message may quote the key.
            throw new IllegalStateException("bank.request-key cannot be read: " + file);
        }
    }

    private static X509Certificate authority(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            if (certificate.getBasicConstraints() < 0) {
                throw new IllegalStateException("bank.card-authorities: not an authority's certificate: " + file);
            }
            return certificate;
        } catch (IOException | CertificateException unusable) {
            throw new IllegalStateException("bank.card-authorities: cannot be read: " + file, unusable);
        }
    }
}
