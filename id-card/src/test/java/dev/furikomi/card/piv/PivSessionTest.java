package dev.furikomi.card.piv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.card.Fixtures;
import dev.furikomi.card.apdu.CardConnection;
import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.Instruction;
import dev.furikomi.card.apdu.StatusWord;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.issuing.CardIssuer;
import dev.furikomi.card.software.CardFault;
import dev.furikomi.card.software.SoftwareCard;
import dev.furikomi.card.software.SoftwareCardFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Signature;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import javax.smartcardio.ResponseAPDU;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PivSessionTest {

    private static final byte[] DIGEST = new byte[32];

    @TempDir
    Path directory;

    private SoftwareCardFile file;
    private CardCertificate issued;

    @BeforeEach
    void issueACard() throws IOException {
        file = SoftwareCardFile.create(directory.resolve("a.card.json"), "A card");
        issued = new CardIssuer(Fixtures.MINATO_KEYS.cardAuthority())
                .issue(file, Fixtures.ACCOUNT_REFERENCE, Fixtures.ONE_YEAR);
    }

    @Test
    void readsTheCertificateAndLetsTheCardSign() throws Exception {
        PivSession session = value(PivSession.select(connection()));

        CardCertificate card = value(session.certificate(PivSlot.CARD_AUTHENTICATION));
        byte[] signature = value(session.sign(PivSlot.CARD_AUTHENTICATION, SignatureAlgorithm.ES256, DIGEST));

        assertThat(card.der()).isEqualTo(issued.der());
        Signature verifier = Signature.getInstance("NONEwithECDSAinP1363Format");
        verifier.initVerify(card.publicKey());
        verifier.update(DIGEST);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    void readsACompressedCertificate() throws IOException {
        file.storeCompressedCertificate(PivSlot.CARD_AUTHENTICATION, issued);

        PivSession session = value(PivSession.select(connection()));

        assertThat(value(session.certificate(PivSlot.CARD_AUTHENTICATION)).der())
                .isEqualTo(issued.der());
    }

    @Test
    void refusesACompressedObjectThatGrowsBeyondACertificate() throws IOException {
        DataObject bomb = CertificateObject.compressed(new byte[10_000_000]);
        file.storeObject(PivSlot.CARD_AUTHENTICATION.certificateTag(), bomb);

        assertThat(certificateRefusal()).isEqualTo(PivRefusal.Reason.MALFORMED_ANSWER);
    }

    @Test
    void saysThatThereIsNoCertificate() throws IOException {
        file.eraseObject(PivSlot.CARD_AUTHENTICATION.certificateTag());

        assertThat(certificateRefusal()).isEqualTo(PivRefusal.Reason.NO_CERTIFICATE);
    }

    @Test
    void takesAnEmptyObjectAsNoCertificate() throws IOException {
        file.storeObject(PivSlot.CARD_AUTHENTICATION.certificateTag(), DataObject.of(0x53, new byte[0]));

        assertThat(certificateRefusal()).isEqualTo(PivRefusal.Reason.NO_CERTIFICATE);
    }

    @Test
    void saysThatACertificateIsNotAnIdCards() throws IOException {
        byte[] notACard = "not a certificate".getBytes(StandardCharsets.UTF_8);
        file.storeObject(PivSlot.CARD_AUTHENTICATION.certificateTag(), CertificateObject.of(notACard));

        assertThat(certificateRefusal()).isEqualTo(PivRefusal.Reason.NOT_AN_ID_CARD);
    }

    @ParameterizedTest
    @CsvSource({
        "6A82, NOT_PIV",
        "6D00, NOT_PIV",
        "6E00, NOT_PIV",
        "6F00, UNEXPECTED_STATUS",
        "6999, UNEXPECTED_STATUS",
    })
    void saysWhyTheApplicationCannotBeSelected(String statusWord, PivRefusal.Reason reason) {
        int number = Integer.parseInt(statusWord, 16);
        CardConnection card = command -> new ResponseAPDU(new byte[] {(byte) (number >>> 8), (byte) number});

        assertThat(refusal(PivSession.select(card))).isEqualTo(new PivRefusal(reason, number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCARD_W_REMOVED_CARD", "SCARD_E_NO_SMARTCARD", "SCARD_W_RESET_CARD"})
    void knowsARemovedCardByItsPcscCode(String code) {
        CardConnection card = command -> {
            throw new CardException(new Exception(code));
        };

        assertThat(refusal(PivSession.select(card)).reason()).isEqualTo(PivRefusal.Reason.CARD_REMOVED);
    }

    @Test
    void knowsARemovedCardByTheExceptionOfLaterUses() {
        CardConnection removed = command -> {
            throw new IllegalStateException("Card has been removed");
        };
        CardConnection absent = command -> {
            throw new CardNotPresentException("No card");
        };

        assertThat(refusal(PivSession.select(removed)).reason()).isEqualTo(PivRefusal.Reason.CARD_REMOVED);
        assertThat(refusal(PivSession.select(absent)).reason()).isEqualTo(PivRefusal.Reason.CARD_REMOVED);
    }

    @Test
    void tellsAFailingReaderFromARemovedCard() {
        CardConnection card = command -> {
            throw new CardException(new Exception("SCARD_F_COMM_ERROR"));
        };

        assertThat(refusal(PivSession.select(card)).reason()).isEqualTo(PivRefusal.Reason.READER_FAILED);
    }

    @Test
    void saysThatAnAnswerWasCutShort() throws IOException {
        file.faults(CardFault.truncation(Instruction.GENERAL_AUTHENTICATE, 1));
        PivSession session = value(PivSession.select(connection()));

        assertThat(refusal(session.sign(PivSlot.CARD_AUTHENTICATION, SignatureAlgorithm.ES256, DIGEST))
                        .reason())
                .isEqualTo(PivRefusal.Reason.MALFORMED_ANSWER);
        assertThat(value(session.sign(PivSlot.CARD_AUTHENTICATION, SignatureAlgorithm.ES256, DIGEST)))
                .hasSize(64);
    }

    @Test
    void saysThatACertificateWasCutShort() throws IOException {
        file.faults(CardFault.truncation(Instruction.GET_DATA, 0));

        assertThat(certificateRefusal()).isEqualTo(PivRefusal.Reason.MALFORMED_ANSWER);
    }

    @Test
    void handsOnAnUnexpectedStatusWord() throws IOException {
        file.faults(CardFault.statusWord(Instruction.GENERAL_AUTHENTICATE, 0, 0x6F00));
        PivSession session = value(PivSession.select(connection()));

        assertThat(refusal(session.sign(PivSlot.CARD_AUTHENTICATION, SignatureAlgorithm.ES256, DIGEST)))
                .isEqualTo(new PivRefusal(PivRefusal.Reason.UNEXPECTED_STATUS, StatusWord.UNKNOWN_ERROR));
    }

    @Test
    void needsThePinForTheAuthenticationKey() throws IOException {
        file.generateKey(PivSlot.AUTHENTICATION);
        PivSession session = value(PivSession.select(connection()));

        assertThat(refusal(session.sign(PivSlot.AUTHENTICATION, SignatureAlgorithm.ES256, DIGEST))
                        .reason())
                .isEqualTo(PivRefusal.Reason.PIN_REQUIRED);
        assertThat(refusal(session.verifyPin(ascii("000000"))))
                .isEqualTo(new PivRefusal(PivRefusal.Reason.PIN_WRONG, 0x63C4));
        value(session.verifyPin(ascii(SoftwareCardFile.PIN_OF_NEW_CARDS)));
        assertThat(value(session.sign(PivSlot.AUTHENTICATION, SignatureAlgorithm.ES256, DIGEST)))
                .hasSize(64);
    }

    private CardConnection connection() throws IOException {
        SoftwareCard card = SoftwareCard.powerOn(file);
        return command -> new ResponseAPDU(card.transmit(command.getBytes()).orElseThrow());
    }

    private PivRefusal.Reason certificateRefusal() throws IOException {
        PivSession session = value(PivSession.select(connection()));
        return refusal(session.certificate(PivSlot.CARD_AUTHENTICATION)).reason();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static <T> T value(PivOutcome<T> outcome) {
        assertThat(outcome).isInstanceOf(PivOutcome.Answered.class);
        return ((PivOutcome.Answered<T>) outcome).value();
    }

    private static PivRefusal refusal(PivOutcome<?> outcome) {
        assertThat(outcome).isInstanceOf(PivOutcome.Refused.class);
        return ((PivOutcome.Refused<?>) outcome).refusal();
    }
}
