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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.UUID;
import javax.smartcardio.ResponseAPDU;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PivPersonalisationTest {

    private static final byte[] PIN = ascii(SoftwareCardFile.PIN_OF_NEW_CARDS);
    private static final byte[] PUK = ascii("87654321");

    @TempDir
    Path directory;

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
    void changesAndUnblocksThePin() throws IOException {
        SoftwareCardFile file =
                blankCard(CardSettings.standard().withPuk("87654321").withTries(3));
        PivSession session = value(PivSession.select(connection(file)));

        value(session.changePin(PIN, ascii("246810")));
        assertThat(refusal(session.changePin(PIN, ascii("135791"))).triesLeft()).isEqualTo(OptionalInt.of(2));
        assertThat(refusal(session.verifyPin(PIN)).triesLeft()).isEqualTo(OptionalInt.of(1));
        assertThat(reason(session.verifyPin(PIN))).isEqualTo(PivRefusal.Reason.PIN_BLOCKED);
        assertThat(value(session.pinStatus()).isBlocked()).isTrue();
        assertThat(reason(session.verifyPin(ascii("246810")))).isEqualTo(PivRefusal.Reason.PIN_BLOCKED);

        assertThat(refusal(session.unblockPin(ascii("00000000"), ascii("135791")))
                        .triesLeft())
                .isEqualTo(OptionalInt.of(2));
        value(session.unblockPin(PUK, ascii("135791")));

        assertThat(value(session.pinStatus())).isEqualTo(new PinStatus(false, OptionalInt.of(3)));
        value(session.verifyPin(ascii("135791")));
        assertThat(value(session.pinStatus()).verified()).isTrue();
        assertThat(value(session.forgetPin()).verified()).isFalse();
    }

    @Test
    void blocksThePukAsWell() throws IOException {
        SoftwareCardFile file =
                blankCard(CardSettings.standard().withPuk("87654321").withTries(1));
        PivSession session = value(PivSession.select(connection(file)));

        value(session.changePuk(PUK, ascii("12345678")));

        assertThat(reason(session.changePuk(PUK, ascii("00000000")))).isEqualTo(PivRefusal.Reason.PIN_BLOCKED);
        assertThat(reason(session.unblockPin(ascii("12345678"), PIN))).isEqualTo(PivRefusal.Reason.PIN_BLOCKED);
        value(session.verifyPin(PIN));
    }

    @ParameterizedTest
    @CsvSource({"12345", "123456789", "''"})
    void sendsNoPinThatCannotBeOne(String pin) throws IOException {
        PivSession session = value(PivSession.select(connection(blankCard(CardSettings.standard()))));

        assertThat(reason(session.verifyPin(ascii(pin)))).isEqualTo(PivRefusal.Reason.PIN_MALFORMED);
        assertThat(reason(session.changePin(PIN, ascii(pin)))).isEqualTo(PivRefusal.Reason.PIN_MALFORMED);
        assertThat(value(session.pinStatus()).triesLeft()).isEqualTo(OptionalInt.of(5));
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            discovery,                                      application, global, comparison, prefersGlobal
            7E124F0BA0000003080000100001005F2F024000,       true,        false,  false,      false
            7E124F0BA0000003080000100001005F2F026010,       true,        true,   false,      false
            7E124F0BA0000003080000100001005F2F026020,       true,        true,   false,      true
            7E124F0BA0000003080000100001005F2F025000,       true,        false,  true,       false
            7E124F0BA0000003080000100001005F2F024020,       true,        false,  false,      false
            """)
    void readsThePinUsagePolicy(
            String discovery, boolean application, boolean global, boolean comparison, boolean prefersGlobal)
            throws IOException {
        SoftwareCardFile file = blankCard(CardSettings.standard());
        file.storeObject(0x7E, DataObject.of(0x7E, Arrays.copyOfRange(bytes(discovery), 2, 20)));

        assertThat(value(value(PivSession.select(connection(file))).discovery()))
                .isEqualTo(new PinUsagePolicy(application, global, comparison, prefersGlobal));
    }

    @Test
    void aCardWithoutADiscoveryObjectHasTheApplicationPin() throws IOException {
        SoftwareCardFile file = blankCard(CardSettings.standard());
        file.eraseObject(0x7E);

        assertThat(value(value(PivSession.select(connection(file))).discovery()))
                .isEqualTo(PinUsagePolicy.WITHOUT_DISCOVERY);
    }

    @Test
    void readsAManagementKeyAsPeopleWriteIt() {
        assertThat(ManagementKey.parse("00".repeat(16).toCharArray())).isPresent();
        assertThat(ManagementKey.parse("aBcDeF".repeat(8).toCharArray())).isPresent();
        assertThat(ManagementKey.parse("00".repeat(15).toCharArray())).isEmpty();
        assertThat(ManagementKey.parse(("00".repeat(16) + "0").toCharArray())).isEmpty();
        assertThat(ManagementKey.parse(("zz" + "00".repeat(15)).toCharArray())).isEmpty();
    }

    private SoftwareCardFile blankCard(CardSettings settings) throws IOException {
        return SoftwareCardFile.create(directory.resolve(UUID.randomUUID() + ".card.json"), "A card", settings);
    }

    private static PivPersonalisation authenticated(PivSession session, SoftwareCardFile file) throws IOException {
        try (ManagementKey key = file.managementKey().orElseThrow()) {
            return value(PivPersonalisation.authenticate(session, key));
        }
    }

    private static CardConnection connection(SoftwareCardFile file) throws IOException {
        return connection(SoftwareCard.powerOn(file));
    }

    private static CardConnection connection(SoftwareCard card) {
        return command -> new ResponseAPDU(card.transmit(command.getBytes())
                .orElseThrow(() -> new javax.smartcardio.CardException(new Exception("SCARD_W_REMOVED_CARD"))));
    }

    private static byte[] bytes(String hex) {
        return java.util.HexFormat.of().parseHex(hex);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static PivRefusal.Reason reason(PivOutcome<?> outcome) {
        return refusal(outcome).reason();
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
