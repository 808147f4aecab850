package dev.furikomi.bank.window;

import dev.furikomi.card.apdu.CardConnection;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.issuing.BankCredentials;
import dev.furikomi.card.issuing.CardIssuer;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.piv.PivOutcome;
import dev.furikomi.card.piv.PivSession;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.software.SoftwareCard;
import dev.furikomi.card.software.SoftwareCardFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;
import javax.smartcardio.CardException;
import javax.smartcardio.ResponseAPDU;
import org.eclipse.microprofile.config.ConfigProvider;

/** A software card in a reader, spoken to in APDUs as the bridge does. */
final class TestCard {

    final CardCertificate certificate;
    final String institution;
    private final SoftwareCardFile file;

    private TestCard(SoftwareCardFile file, CardCertificate certificate, String institution) {
        this.file = file;
        this.certificate = certificate;
        this.institution = institution;
    }

    static TestCard issued(String bic, String accountReference) {
        return issued(bic, accountReference, WindowBank.validity());
    }

    static TestCard issued(String bic, String accountReference, Validity validity) {
        try {
            BankCredentials bank = BankCredentials.read(bic, directory().resolve(bic));
            Path path = directory().resolve(UUID.randomUUID() + SoftwareCardFile.SUFFIX);
            SoftwareCardFile file = SoftwareCardFile.create(path, "Card");
            CardCertificate certificate = new CardIssuer(bank.cardAuthority()).issue(file, accountReference, validity);
            return new TestCard(file, certificate, bank.cardAuthority().spkiSha256());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String pem() {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.der())
                + "\n-----END CERTIFICATE-----\n";
    }

    byte[] sign(byte[] digest) {
        try {
            SoftwareCard card = SoftwareCard.powerOn(file);
            CardConnection connection = command -> new ResponseAPDU(
                    card.transmit(command.getBytes()).orElseThrow(() -> new CardException("The card is gone.")));
            return answered(answered(PivSession.select(connection))
                    .sign(PivSlot.CARD_AUTHENTICATION, SignatureAlgorithm.ES256, digest));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Path directory() {
        return Path.of(ConfigProvider.getConfig().getValue(WindowBank.DIRECTORY, String.class));
    }

    private static <T> T answered(PivOutcome<T> outcome) {
        return outcome.fold(value -> value, refusal -> {
            throw new IllegalStateException("The card refused: " + refusal);
        });
    }
}
