package dev.furikomi.bank.identity;

import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.issuing.KeyFiles;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
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
            ECKey key = KeyFiles.readPrivateKey(file);
            if (key.getKeyID() == null) {
                throw new IllegalStateException("bank.request-key has no kid: " + file);
            }
            return key;
        } catch (IOException unusable) {
            throw new IllegalStateException("bank.request-key cannot be read: " + file, unusable);
        }
    }

    private static X509Certificate authority(Path file) {
        try {
            X509Certificate certificate = KeyFiles.readCertificate(file);
            if (certificate.getBasicConstraints() < 0) {
                throw new IllegalStateException("bank.card-authorities: not an authority's certificate: " + file);
            }
            return certificate;
        } catch (IOException unusable) {
            throw new IllegalStateException("bank.card-authorities: cannot be read: " + file, unusable);
        }
    }
}
