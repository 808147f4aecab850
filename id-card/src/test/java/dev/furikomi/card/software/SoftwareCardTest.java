package dev.furikomi.card.software;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.piv.PivSlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoftwareCardTest extends CommandsToACard {

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
            0087149E267C2482008120{hash}00, 6A86, P-384 with a key on P-256
            0087119E067C04820081 00,        6A80, nothing to sign
            0087119E047C02810000,           6A80, asks the key for a challenge
            0087119E287C2682008120{hash}840000, 6A80, a part that is unknown
            00CB3FFF055C035FC10200,         9000, CHUID
            00CB3FFF055C035FC10700,         9000, card capability container
            00CB3FFF055C035FC10300,         6982, fingerprints without PIN
            00CB3FFF055C035FC10900,         6982, printed information without PIN
            00CB3FFF045C027F6100,           6A82, no biometric information template
            00DB3FFF095C035FC10153020102,   6982, PUT DATA without management key
            0047009E05AC0380011100,         6982, GENERATE without management key
            0047009B05AC0380011100,         6A86, GENERATE of a key that is none
            0047019E05AC0380011100,         6A86, GENERATE with P1
            0087039B047C02800000,           6A86, management key of another algorithm
            00870C9B047C02800000,           9000, witness
            00870C9B047C02810000,           9000, challenge
            00870C9B047C02820000,           6A80, asks for the response
            0024008008313233343536FFFF,     6A80, one code
            0024008010313233343536FFFF3132333435FFFFFF, 6A80, new PIN too short
            0024008010313233343536FFFF3132333435414243, 6A80, new PIN with letters
            0024008010313233343536FFFFFFFFFFFFFFFFFFFF, 6A80, no new PIN
            002400821031323334353637383132333435363738, 6A88, a code that is none
            002400001031323334353637383132333435363738, 6A88, the global PIN
            002C00811031323334353637383132333435363738, 6A88, unblocks no PUK
            002C01801031323334353637383132333435363738, 6A86, P1 unknown
            00FD000000,                     6D00, no YubiKey: version
            00F8000000,                     6D00, no YubiKey: serial number
            00F7009B00,                     6D00, no YubiKey: metadata
            00A4040005A00000030800,         9000, the registered part of the identifier
            00A4040004A000000300,           6A82, too little of it
            """)
    void answersEachCommandAfterSelect(String command, String statusWord, String why) {
        send(SELECT);

        assertThat(statusWord(send(command.replace("{hash}", "AB".repeat(32)).replace(" ", ""))))
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

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            key,   algorithm, length
            ES256, 11,        32
            ES384, 14,        48
            RS256, 07,        256
            """)
    void signsWithKeysOfEachAlgorithm(SignatureAlgorithm key, String algorithm, int length) throws Exception {
        PublicKey publicKey = file.generateKey(PivSlot.CARD_AUTHENTICATION, key);
        card = SoftwareCard.powerOn(file);
        byte[] digest = new byte[length];
        Arrays.fill(digest, (byte) 1);
        byte[] challenge = length == 256 ? SignatureAlgorithm.rsaBlock(Arrays.copyOf(digest, 32)) : digest;
        byte[] template = DataObject.of(0x7C, DataObject.of(0x82, new byte[0]), DataObject.of(0x81, challenge))
                .toBytes();
        send(SELECT);

        byte[] answer = card.transmit(new javax.smartcardio.CommandAPDU(
                                0, 0x87, Integer.parseInt(algorithm, 16), 0x9E, template, 65536)
                        .getBytes())
                .orElseThrow();

        byte[] response = DataObject.readOnly(0x7C, Arrays.copyOf(answer, answer.length - 2))
                .part(0x82);
        Signature verifier = Signature.getInstance(length == 256 ? "NONEwithRSA" : "NONEwithECDSA");
        verifier.initVerify(publicKey);
        verifier.update(length == 256 ? digestInfo(challenge) : digest);
        assertThat(verifier.verify(response)).isTrue();
    }

    @Test
    void refusesAnRsaBlockThatIsNoNumberBelowTheModulus() throws IOException {
        file.generateKey(PivSlot.CARD_AUTHENTICATION, SignatureAlgorithm.RS256);
        card = SoftwareCard.powerOn(file);
        send(SELECT);

        assertThat(statusWord(send("0087079E00010A" + "7C820106820081820100" + "FF".repeat(256) + "0000")))
                .isEqualTo("6A80");
    }

    @Test
    void tellsWhatAYubiKeyTells() throws IOException {
        SoftwareCardFile yubiKey =
                SoftwareCardFile.create(directory.resolve("yubikey.card.json"), "A YubiKey", CardSettings.yubiKey());
        yubiKey.generateKey(PivSlot.SIGNATURE, SignatureAlgorithm.ES384);
        card = SoftwareCard.powerOn(yubiKey);

        send(SELECT);
        assertThat(hex(send("00FD000000"))).isEqualTo("0504039000");
        assertThat(send("00F8000000")).hasSize(6);
        assertThat(hex(send("00F7008000"))).isEqualTo("0101FF0501010602" + "0303" + "9000");
        assertThat(hex(send("00F7008100"))).isEqualTo("0101FF0501010602" + "0303" + "9000");
        assertThat(hex(send("00F7009B00"))).isEqualTo("0101030202000105" + "0101" + "9000");
        assertThat(hex(send("00F7009C00"))).startsWith("01011402020301030101046386" + "6104");
        assertThat(statusWords("00F7009A00", "00F7008200", "00F9000000")).containsExactly("6A88", "6A88", "6D00");
    }

    @Test
    void saysNothingWhenMute() throws IOException {
        assertThat(card.answerToReset()).isPresent();

        file.faults(CardFault.mute());

        assertThat(SoftwareCard.powerOn(file).answerToReset()).isEmpty();
    }

    @Test
    void aCardFileOfTheFirstVersionIsACardWithoutPukAndManagementKey() throws IOException {
        Path old = directory.resolve("old.card.json");
        Files.writeString(old, """
                {"format":"furikomi-software-card:1","label":"Old","objects":{},"keys":{},
                 "pin":{"value":"123456","triesMax":5,"triesLeft":5},"faults":[]}
                """);
        card = SoftwareCard.powerOn(SoftwareCardFile.open(old));

        assertThat(statusWords(
                        SELECT,
                        CORRECT_PIN,
                        "002C00801031323334353637383132333435363738",
                        "00240081103132333435363738313233343536373800",
                        "00870C9B047C02800000",
                        "0087039B047C02800000",
                        "00FD000000"))
                .containsExactly("9000", "9000", "6983", "6983", "6A86", "6A86", "6D00");
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
}
