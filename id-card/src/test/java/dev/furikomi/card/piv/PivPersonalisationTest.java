package dev.furikomi.card.piv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.card.Fixtures;
import dev.furikomi.card.apdu.CardConnection;
import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.Instruction;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.software.CardFault;
import dev.furikomi.card.software.CardSettings;
import dev.furikomi.card.software.SoftwareCard;
import dev.furikomi.card.software.SoftwareCardFile;
import java.io.IOException;
import java.security.PublicKey;
import java.util.Arrays;
import javax.smartcardio.ResponseAPDU;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PivPersonalisationTest extends CardToPersonalise {

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            slot,                algorithm
            AUTHENTICATION,      ES256
            AUTHENTICATION,      ES384
            SIGNATURE,           ES384
            SIGNATURE,           RS256
            CARD_AUTHENTICATION, ES256
            CARD_AUTHENTICATION, RS256
            """)
    void makesAKeyOnTheCardAndAnIdCardOfIt(PivSlot slot, SignatureAlgorithm algorithm) throws IOException {
        SoftwareCardFile file = blankCard(CardSettings.standard().blank());
        PivSession session = value(PivSession.select(connection(file)));
        PivPersonalisation personalisation = authenticated(session, file);

        PublicKey key = value(personalisation.generateKey(slot, algorithm));
        CardCertificate certificate =
                Fixtures.MINATO_KEYS.cardAuthority().issue(key, slot, Fixtures.ACCOUNT_REFERENCE, Fixtures.ONE_YEAR);
        value(personalisation.storeCertificate(slot, certificate.certificate()));

        assertThat(value(session.certificate(slot)).der()).isEqualTo(certificate.der());
        byte[] digest = algorithm.digest(ascii("what is signed"));
        value(session.verifyPin(PIN));
        assertThat(algorithm.verifies(certificate.publicKey(), digest, value(session.sign(slot, algorithm, digest))))
                .isTrue();
        assertThat(file.publicKey(slot)).contains(key);
    }

    @ParameterizedTest
    @EnumSource(ManagementKeyAlgorithm.class)
    void provesAManagementKeyOfEachAlgorithm(ManagementKeyAlgorithm algorithm) throws IOException {
        byte[] key = new byte[algorithm.keyLength()];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (7 * i + 1);
        }
        SoftwareCardFile file = blankCard(CardSettings.standard().withManagementKey(algorithm, key));
        PivSession session = value(PivSession.select(connection(file)));

        value(PivPersonalisation.authenticate(session, ManagementKey.of(algorithm, key)));
        value(PivPersonalisation.authenticate(session, ManagementKey.of(key)));
        key[5] ^= 2;

        assertThat(reason(PivPersonalisation.authenticate(session, ManagementKey.of(algorithm, key))))
                .isEqualTo(PivRefusal.Reason.MANAGEMENT_KEY_WRONG);
        assertThat(reason(PivPersonalisation.authenticate(session, ManagementKey.of(key))))
                .isEqualTo(PivRefusal.Reason.MANAGEMENT_KEY_WRONG);
    }

    @Test
    void aYubiKeySaysWhichAlgorithmItsManagementKeyHas() throws IOException {
        SoftwareCardFile file = blankCard(CardSettings.yubiKey());
        PivSession session = value(PivSession.select(connection(file)));

        value(PivPersonalisation.authenticate(session, ManagementKey.yubiKeyDefault()));
    }

    @Test
    void provesTheKeyAloneToACardThatKnowsNoWitness() throws IOException {
        SoftwareCardFile file = blankCard(CardSettings.standard());
        CardConnection card = connection(file);
        PivSession session = value(PivSession.select(command -> {
            boolean asksForWitness = command.getINS() == Instruction.GENERAL_AUTHENTICATE
                    && Arrays.equals(command.getData(), new byte[] {0x7C, 2, (byte) 0x80, 0});
            return asksForWitness ? new ResponseAPDU(new byte[] {0x6A, (byte) 0x80}) : card.transmit(command);
        }));

        PivPersonalisation personalisation = authenticated(session, file);

        value(personalisation.generateKey(PivSlot.SIGNATURE, SignatureAlgorithm.ES256));
    }

    @Test
    void noticesACardThatDoesNotKnowTheKey() throws IOException {
        CardConnection impostor = command -> new ResponseAPDU(
                command.getINS() == Instruction.SELECT
                        ? new byte[] {(byte) 0x90, 0}
                        : command.getData().length == 4
                                ? bytes("7C128010" + "AB".repeat(16) + "9000")
                                : bytes("7C128210" + "CD".repeat(16) + "9000"));
        PivSession session = value(PivSession.select(impostor));

        assertThat(reason(PivPersonalisation.authenticate(
                        session, ManagementKey.of(ManagementKeyAlgorithm.AES_128, new byte[16]))))
                .isEqualTo(PivRefusal.Reason.MANAGEMENT_KEY_WRONG);
    }

    @Test
    void doesNothingOnceTheCardHasForgottenTheManagementKey() throws IOException {
        SoftwareCardFile file = blankCard(CardSettings.standard());
        SoftwareCard card = SoftwareCard.powerOn(file);
        PivSession session = value(PivSession.select(connection(card)));
        PivPersonalisation personalisation = authenticated(session, file);
        card.reset();
        value(PivSession.select(connection(card)));

        assertThat(reason(personalisation.generateKey(PivSlot.SIGNATURE, SignatureAlgorithm.ES256)))
                .isEqualTo(PivRefusal.Reason.MANAGEMENT_KEY_REQUIRED);
        assertThat(reason(personalisation.storeDataObject(0x5FC101, DataObject.of(0x53, new byte[1]))))
                .isEqualTo(PivRefusal.Reason.MANAGEMENT_KEY_REQUIRED);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void aCardThatIsPulledOutInTheMiddleOfAChainKeepsWhatItHad(int part) throws IOException {
        SoftwareCardFile file = blankCard(CardSettings.standard());
        file.storeObject(0x5FC101, DataObject.of(0x53, ascii("before")));
        file.faults(CardFault.removal(Instruction.PUT_DATA, part));
        SoftwareCard card = SoftwareCard.powerOn(file);
        PivSession session = value(PivSession.select(connection(card)));

        assertThat(reason(authenticated(session, file).storeDataObject(0x5FC101, DataObject.of(0x53, new byte[600]))))
                .isEqualTo(PivRefusal.Reason.CARD_REMOVED);

        file.faults();
        assertThat(SoftwareCard.powerOn(file).transmit(bytes("00A4040005A00000030800")))
                .isPresent();
        assertThat(file.object(0x5FC101)).contains(DataObject.of(0x53, ascii("before")));
    }

    @Test
    void aKeyWhoseAnswerWasLostIsOnTheCardAllTheSame() throws IOException {
        SoftwareCardFile file = blankCard(CardSettings.standard().blank());
        file.faults(CardFault.removalAfterwards(Instruction.GENERATE_ASYMMETRIC_KEY_PAIR, 1));
        PivSession session = value(PivSession.select(connection(file)));

        assertThat(reason(authenticated(session, file).generateKey(PivSlot.SIGNATURE, SignatureAlgorithm.ES256)))
                .isEqualTo(PivRefusal.Reason.CARD_REMOVED);

        assertThat(file.publicKey(PivSlot.SIGNATURE)).isPresent();
    }

    @Test
    void compressesACertificateThatTheCardHasNoRoomFor() throws IOException {
        SoftwareCardFile file = blankCard(CardSettings.standard());
        file.faults(CardFault.statusWord(Instruction.PUT_DATA, 1, 0x6A84));
        PivSession session = value(PivSession.select(connection(file)));
        CardCertificate certificate = Fixtures.card();

        value(authenticated(session, file).storeCertificate(PivSlot.SIGNATURE, certificate.certificate()));

        assertThat(value(session.certificateBytes(PivSlot.SIGNATURE))).isEqualTo(certificate.der());
    }

    @Test
    void readsAManagementKeyAsPeopleWriteIt() {
        assertThat(ManagementKey.parse("00".repeat(16).toCharArray())).isPresent();
        assertThat(ManagementKey.parse("aBcDeF".repeat(8).toCharArray())).isPresent();
        assertThat(ManagementKey.parse("00".repeat(15).toCharArray())).isEmpty();
        assertThat(ManagementKey.parse(("00".repeat(16) + "0").toCharArray())).isEmpty();
        assertThat(ManagementKey.parse(("zz" + "00".repeat(15)).toCharArray())).isEmpty();
    }
}
