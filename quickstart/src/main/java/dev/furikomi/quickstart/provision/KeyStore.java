package dev.furikomi.quickstart.provision;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import dev.furikomi.card.issuing.BankCredentials;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.issuing.Scheme;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.jose.SigningKeys;
import dev.furikomi.card.trust.Environment;
import dev.furikomi.quickstart.embedded.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** Keys and secrets in files that only this user may read; what exists is used again. */
public final class KeyStore {
    private static final String SCHEME_NAME = "Furikomi Demo";
    private static final Duration CARD_AUTHORITY_LIFETIME = Duration.ofDays(10 * 365);

    private final Path directory;

    public KeyStore(Path directory) {
        this.directory = directory;
    }

    /** Where that key or secret is. */
    Path file(String name) {
        return directory.resolve(name);
    }

    /** The scheme, whose root signs the bank list. */
    Scheme scheme() {
        return new Scheme(SCHEME_NAME, Environment.DEVELOPMENT, signingKey("scheme-root"));
    }

    /** A private P-256 signing key in {@code <name>.jwk}; its public half is in {@code -public.jwk} and {@code .jwks}. */
    ECKey signingKey(String name) {
        Path file = file(name + ".jwk");
        try {
            if (Files.exists(file)) {
                return KeyFiles.readPrivateKey(file);
            }
            ECKey key = SigningKeys.generate();
            KeyFiles.writePublicKey(file(name + "-public.jwk"), key);
            OwnerOnly.write(file(name + "-public.jwks"), new JWKSet(key).toString(true));
            KeyFiles.writePrivateKey(file, key);
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A bank's keys and card authority, in a directory of its own. */
    BankCredentials bank(DemoBank bank) {
        Path own = directory.resolve(bank.id());
        try {
            // Written last, so that its presence means that all is there.
            if (Files.exists(own.resolve(BankCredentials.CARD_AUTHORITY_FILE))) {
                return BankCredentials.read(bank.bic(), own);
            }
            OwnerOnly.directory(own);
            BankCredentials credentials = BankCredentials.create(
                    bank.bic(), bank.english(), Validity.fromNow(InstantSource.system(), CARD_AUTHORITY_LIFETIME));
            credentials.write(own);
            return credentials;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A random secret of 32 bytes in base64url. */
    String secret(String name) {
        Path file = file(name + ".secret");
        try {
            if (!Files.exists(file)) {
                OwnerOnly.write(file, StaffTokens.random());
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
