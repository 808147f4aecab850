package dev.furikomi.e2e.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.MalformedCertificateException;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.CardIssuer;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.software.SoftwareCardFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;

/** Issues the stories' cards with a bank's own card authority, into the drawer of the bridge. */
public final class StoryCards {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CardAuthority authority;
    private final Path drawer;

    /** The authority whose private JWK and certificate (PEM) are in these files. */
    public StoryCards(Path authorityKey, Path authorityCertificate, Path drawer) {
        try {
            this.authority = new CardAuthority(
                    KeyFiles.readPrivateKey(authorityKey), KeyFiles.readCertificate(authorityCertificate));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        this.drawer = drawer;
    }

    /** A card that is valid now. */
    public StoryCard issue(String name, String reference) {
        Instant now = Instant.now();
        return issue(name, reference, new Validity(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(365))));
    }

    /** A card whose time is over. */
    public StoryCard issueExpired(String name, String reference) {
        Instant now = Instant.now();
        return issue(name, reference, new Validity(now.minus(Duration.ofDays(400)), now.minus(Duration.ofDays(1))));
    }

    private StoryCard issue(String name, String reference, Validity validity) {
        Path file = drawer.resolve(name + ".card.json");
        try {
            CardCertificate certificate = new CardIssuer(authority).issue(file, name, reference, validity);
            return new StoryCard(
                    file, authority.spkiSha256(), certificate.cardId(), certificate.der(), privateKey(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A card of this bank that somebody else made. */
    public StoryCard read(Path file) {
        try {
            byte[] der = SoftwareCardFile.open(file)
                    .certificate(PivSlot.CARD_AUTHENTICATION)
                    .orElseThrow();
            X509Certificate certificate = CardCertificate.x509(der);
            JsonNode key = JSON.readTree(file.toFile()).path("keys").path("9E");
            return new StoryCard(
                    file,
                    authority.spkiSha256(),
                    CardCertificate.spkiSha256(certificate.getPublicKey()),
                    der,
                    ECKey.parse(key.toString()).toECPrivateKey());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (MalformedCertificateException | ParseException | JOSEException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    /** The certificate of a card in PEM. */
    public static String pem(StoryCard card) {
        try {
            return KeyFiles.pem(CardCertificate.x509(card.certificate()));
        } catch (dev.furikomi.card.certificate.MalformedCertificateException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /** All that can be read from a card, with a key that is not the card's. */
    public static StoryCard withAnotherKey(StoryCard card) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new StoryCard(
                    card.file(),
                    card.institution(),
                    card.id(),
                    card.certificate(),
                    generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static PrivateKey privateKey(Path file) throws IOException {
        JsonNode keys = JSON.readTree(file.toFile()).path("keys");
        try {
            return ECKey.parse(keys.elements().next().toString()).toECPrivateKey();
        } catch (ParseException | JOSEException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
