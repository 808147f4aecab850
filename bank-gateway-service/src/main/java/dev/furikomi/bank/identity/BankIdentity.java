package dev.furikomi.bank.identity;

import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.trust.TrustedCardAuthority;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/** The bank's keys and authorities, read once at start; a service that cannot read them does not start. */
@Startup
@ApplicationScoped
public class BankIdentity {

    private final ECKey requestKey;
    private final List<TrustedCardAuthority> cardAuthorities;

    BankIdentity(BankConfig config) {
        this.requestKey = privateKey(config.requestKey());
        this.cardAuthorities = Stream.concat(
                        config.cardAuthorities().stream()
                                .map(file -> TrustedCardAuthority.of(authority("bank.card-authorities", file))),
                        config.foreignCardAuthorities().orElse(List.of()).stream()
                                .map(file -> TrustedCardAuthority.elsewhere(
                                        authority("bank.foreign-card-authorities", file))))
                .toList();
        requireDistinct(cardAuthorities);
    }

    /** The private key that signs session requests. */
    public ECKey requestKey() {
        return requestKey;
    }

    /** The authorities whose cards this bank takes: its own, and those of others whose cards it imports. */
    public List<TrustedCardAuthority> cardAuthorities() {
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

    /** An authority that is this bank's own and another's would make it a matter of order how its cards are read. */
    private static void requireDistinct(List<TrustedCardAuthority> authorities) {
        long keys = authorities.stream()
                .map(TrustedCardAuthority::spkiSha256)
                .distinct()
                .count();
        if (keys != authorities.size()) {
            throw new IllegalStateException("A card authority is configured twice.");
        }
    }

    private static X509Certificate authority(String setting, Path file) {
        try {
            X509Certificate certificate = KeyFiles.readCertificate(file);
            if (certificate.getBasicConstraints() < 0) {
                throw new IllegalStateException(setting + ": not an authority's certificate: " + file);
            }
            return certificate;
        } catch (IOException unusable) {
            throw new IllegalStateException(setting + ": cannot be read: " + file, unusable);
        }
    }
}
