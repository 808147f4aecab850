package dev.furikomi.bank;

import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.issuing.BankCredentials;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.issuing.Validity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.config.ConfigProvider;

/** Cards that a card authority issues, with keys that a real card would never give away. */
public final class TestCards {

    private final CardAuthority authority;

    private TestCards(CardAuthority authority) {
        this.authority = authority;
    }

    /** A card: its certificate and its key. */
    public record TestCard(CardCertificate certificate, PrivateKey key) {

        public String cardId() {
            return certificate.cardId();
        }

        public String pem() {
            return KeyFiles.pem(certificate.certificate());
        }
    }

    /** An authority of the same name that is not the bank's. */
    public static TestCards ofAnotherBank() {
        return new TestCards(CardAuthority.create("Minato Bank", BankTestResource.BIC, aDay()));
    }

    /** The authority of the bank that {@link BankTestResource} made. */
    public static TestCards ofThisBank() {
        Path directory = Path.of(ConfigProvider.getConfig().getValue("test.directory", String.class));
        try {
            return new TestCards(
                    BankCredentials.read(BankTestResource.BIC, directory).cardAuthority());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Issues a card whose certificate carries this account reference. */
    public TestCard issue(String accountReference) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new TestCard(authority.issue(pair.getPublic(), accountReference, aDay()), pair.getPrivate());
        } catch (GeneralSecurityException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static Validity aDay() {
        return Validity.fromNow(InstantSource.system(), Duration.ofDays(1));
    }
}
