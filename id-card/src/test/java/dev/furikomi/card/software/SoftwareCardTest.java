package dev.furikomi.card.software;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.piv.PivSlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoftwareCardTest {

    private static final String SELECT = "00A4040009A0000003080000100000";
    private static final String CORRECT_PIN = "0020008008313233343536FFFF";
    private static final String WRONG_PIN = "0020008008303030303030FFFF";
    private static final String CHALLENGE = "267C2482008120" + "AB".repeat(32) + "00";
    private static final String SIGN_9A = "0087119A" + CHALLENGE;
    private static final String SIGN_9C = "0087119C" + CHALLENGE;
    private static final String SIGN_9E = "0087119E" + CHALLENGE;

    @TempDir
    Path directory;

    private SoftwareCardFile file;
    private SoftwareCard card;

    @BeforeEach
    void powerOn() throws IOException {
        file = SoftwareCardFile.create(directory.resolve("a.card.json"), "A card");
        file.generateKey(PivSlot.AUTHENTICATION);
        file.generateKey(PivSlot.SIGNATURE);
        card = SoftwareCard.powerOn(file);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            command,                          statusWord, why
            '',                               6700,       nothing
            00A4,                             6700,       no header
            00CB3FFF05FF,                     6700,       Lc says more than there is
            80CB3FFF055C035FC10100,           6E00,       proprietary class
            04CB3FFF055C035FC10100,           6882,       secure messaging
            01CB3FFF055C035FC10100,           6881,       logical channel 1
            00E20000,                         6D00,       an instruction that PIV has not
            00A4040007A000000003000000,       6A82,       another application
            00A4000C023F00,                   6A86,       select by file id
            00C0000000,                       6985,       nothing to get
            00CB3FFF055C035FC10100,           6A82,       no certificate yet
            00CB00FF055C035FC10100,           6A86,       not the current file
            00CB3FFF045C035FC1,               6A80,       tag list cut short
            00CB3FFF025C0000,                 6A80,       empty tag list
            00CB3FFF0453025FC100,             6A80,       not a tag list
            00CB3FFF035C017E00,               9000,       discovery object
            00200080,                         63C5,       how many tries
            00200081,                         6A88,       another PIN
            00200180,                         6A86,       P1 unknown
            0020008006313233343536,           6A80,       PIN not padded
            0087119E00,                       6A80,       no template
            0087079E267C2482008120{hash}00, 6A86, RSA
            0087119B267C2482008120{hash}00, 6A86, management key
            0087119E077C0582008101AB00,       6A80,       challenge of one byte
            0087119A267C2482008120{hash}00, 6982, 9A without PIN
            0087119C267C2482008120{hash}00, 6982, 9C without PIN
            0087119E267C2482008120{hash}00, 9000, 9E without PIN
            """)
    void answersEachCommandAfterSelect(String command, String statusWord, String why) {
        send(SELECT);

        assertThat(statusWord(send(command.replace("{hash}", "AB".repeat(32)))))
                .as(why)
                .isEqualTo(statusWord);
    }

    @Test
    void answersSelectWithTheApplicationPropertyTemplate() {
        assertThat(hex(send(SELECT))).isEqualTo("61114F0600001000010079074F05A0000003089000");
        assertThat(hex(send("00A404000BA00000030800001000010000"))).endsWith("9000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00CB3FFF035C017E00", CORRECT_PIN, "0087119E00"})
    void doesNothingBeforeSelect(String command) {
        assertThat(statusWord(send(command))).isEqualTo("6D00");
    }

    @Test
    void lets9ASignOncePinIsVerifiedUntilReset() {
        assertThat(statusWords(SELECT, CORRECT_PIN, SIGN_9A, SIGN_9A)).containsExactly("9000", "9000", "9000", "9000");

        card.reset();

        assertThat(statusWords(SELECT, SIGN_9A)).containsExactly("9000", "6982");
    }

    @Test
    void wantsThePinBeforeEachSignatureOf9C() {
        assertThat(statusWords(SELECT, CORRECT_PIN, SIGN_9C, SIGN_9C, CORRECT_PIN, "00CB3FFF035C017E00", SIGN_9C))
                .containsExactly("9000", "9000", "9000", "6982", "9000", "9000", "6982");
    }

    @Test
    void keepsThePinVerifiedWhenSelectedAgain() {
        assertThat(statusWords(SELECT, CORRECT_PIN, SELECT, SIGN_9A)).endsWith("9000");
        assertThat(statusWords("0020FF80", SIGN_9A)).containsExactly("9000", "6982");
    }

    @Test
    void blocksAfterFiveWrongPinsAlsoAcrossPowerOffs() throws IOException {
        assertThat(statusWords(SELECT, WRONG_PIN, WRONG_PIN)).containsExactly("9000", "63C4", "63C3");

        card = SoftwareCard.powerOn(file);

        assertThat(statusWords(SELECT, "00200080", WRONG_PIN, WRONG_PIN, WRONG_PIN, CORRECT_PIN, "00200080"))
                .containsExactly("9000", "63C3", "63C2", "63C1", "63C0", "6983", "6983");
    }

    @Test
    void givesTheTriesBackForTheCorrectPin() {
        assertThat(statusWords(SELECT, WRONG_PIN, CORRECT_PIN, "00200080", "0020FF80", "00200080"))
                .containsExactly("9000", "63C4", "9000", "9000", "9000", "63C5");
    }

    @Test
    void takesNoTryForWhatCannotBeAPin() {
        assertThat(statusWords(SELECT, "002000800431323334", "00200080")).containsExactly("9000", "6A80", "63C5");
    }

    @Test
    void takesAChainOfCommandsAsOne() {
        String whole = "7C2482008120" + "AB".repeat(32);
        String first = "1087119E10" + whole.substring(0, 32);
        String last = "0087119E16" + whole.substring(32) + "00";

        assertThat(statusWords(SELECT, first, last)).containsExactly("9000", "9000", "9000");
        assertThat(statusWords(first, "00CB3FFF035C017E00")).containsExactly("9000", "6883");
    }

    @Test
    void handsOutLongObjectsInPortions() throws IOException {
        byte[] value = new byte[600];
        Arrays.fill(value, (byte) 7);
        file.storeObject(0x5FC101, DataObject.of(0x53, value));
        card = SoftwareCard.powerOn(file);
        send(SELECT);

        byte[] first = send("00CB3FFF055C035FC10100");
        byte[] second = send("00C0000000");
        byte[] third = send("00C000005C");

        assertThat(statusWord(first)).isEqualTo("6100");
        assertThat(statusWord(second)).isEqualTo("615C");
        assertThat(statusWord(third)).isEqualTo("9000");
        assertThat(first.length + second.length + third.length - 6).isEqualTo(604);
    }

    @Test
    void handsOutLongObjectsAtOnceToAnExtendedLength() throws IOException {
        file.storeObject(0x5FC101, DataObject.of(0x53, new byte[600]));
        card = SoftwareCard.powerOn(file);
        send(SELECT);

        assertThat(send("00CB3FFF0000055C035FC1010000")).hasSize(606);
    }

    @Test
    void forgetsTheRestOfAnAnswerWhenAnotherCommandComes() throws IOException {
        file.storeObject(0x5FC101, DataObject.of(0x53, new byte[600]));
        card = SoftwareCard.powerOn(file);

        assertThat(statusWords(SELECT, "00CB3FFF055C035FC10100", "00200080", "00C0000000"))
                .containsExactly("9000", "6100", "63C5", "6985");
    }

    @Test
    void isPulledOutAtTheSecondSignature() throws IOException {
        file.faults(CardFault.removal(0x87, 2));
        card = SoftwareCard.powerOn(file);
        send(SELECT);

        assertThat(card.transmit(HexFormat.of().parseHex(SIGN_9E))).isPresent();
        assertThat(card.transmit(HexFormat.of().parseHex(SIGN_9E))).isEmpty();
    }

    @Test
    void keepsItsFileToItsOwner() throws IOException {
        send(SELECT);
        send(WRONG_PIN);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file.path());
        }
    }

    private byte[] send(String command) {
        return card.transmit(HexFormat.of().parseHex(command)).orElseThrow();
    }

    private java.util.List<String> statusWords(String... commands) {
        return Arrays.stream(commands).map(command -> statusWord(send(command))).toList();
    }

    private static String statusWord(byte[] answer) {
        return hex(answer).substring(2 * answer.length - 4);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
