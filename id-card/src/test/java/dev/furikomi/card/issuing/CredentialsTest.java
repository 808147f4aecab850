package dev.furikomi.card.issuing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.furikomi.card.Fixtures;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.software.SoftwareCardFile;
import dev.furikomi.card.trust.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

    @TempDir
    Path directory;

    @Test
    void keepsABanksKeys() throws IOException {
        Fixtures.MINATO_KEYS.write(directory);

        BankCredentials read = BankCredentials.read(Fixtures.MINATO, directory);

        assertThat(read.requestKey()).isEqualTo(Fixtures.MINATO_KEYS.requestKey());
        assertThat(read.eventKey()).isEqualTo(Fixtures.MINATO_KEYS.eventKey());
        assertThat(read.cardAuthority().spkiSha256())
                .isEqualTo(Fixtures.MINATO_KEYS.cardAuthority().spkiSha256());
        CardCertificate card = Fixtures.cardOf(read, Fixtures.ONE_YEAR);
        assertThat(card.isIssuedBy(Fixtures.MINATO_KEYS.cardAuthority().certificate()))
                .isTrue();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(4).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void refusesAKeyWithTheCertificateOfAnother() throws IOException {
        Fixtures.MINATO_KEYS.write(directory);
        KeyFiles.writePrivateKey(
                directory.resolve(BankCredentials.CARD_AUTHORITY_KEY_FILE),
                Fixtures.YAMABUKI_KEYS.cardAuthority().key());

        assertThatThrownBy(() -> BankCredentials.read(Fixtures.MINATO, directory))
                .isInstanceOf(IOException.class);
    }

    @Test
    void keepsASchemesRoot() throws IOException {
        Path file = directory.resolve("root.json");
        Fixtures.SCHEME.writeRoot(file);
        KeyFiles.writePublicKey(directory.resolve("public.json"), Fixtures.SCHEME.publicRoot());

        assertThat(Scheme.read("Furikomi Demo", Environment.DEVELOPMENT, file)).isEqualTo(Fixtures.SCHEME);
        assertThat(KeyFiles.readPublicKey(directory.resolve("public.json"))).isEqualTo(Fixtures.SCHEME.publicRoot());
        assertThatThrownBy(() -> KeyFiles.readPublicKey(file)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> KeyFiles.readPrivateKey(directory.resolve("public.json")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void issuesACardWhoseKeyNeverLeavesIt() throws IOException {
        CardIssuer issuer = new CardIssuer(Fixtures.MINATO_KEYS.cardAuthority());
        Path path = directory.resolve("a.card.json");

        CardCertificate certificate = issuer.issue(path, "A card", "ref-1", Fixtures.ONE_YEAR);

        SoftwareCardFile card = SoftwareCardFile.open(path);
        assertThat(card.publicKey(PivSlot.CARD_AUTHENTICATION).map(CardCertificate::spkiSha256))
                .contains(certificate.cardId());
        assertThat(issuer.issue(card, "ref-1", Fixtures.ONE_YEAR).cardId()).isEqualTo(certificate.cardId());
    }

    @Test
    void saysNothingOfItsKeys() {
        assertThat(Fixtures.MINATO_KEYS).hasToString("BankCredentials[MNTOJPJT]");
        assertThat(Fixtures.SCHEME).hasToString("Scheme[Furikomi Demo]");
    }
}
