package dev.furikomi.card.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.furikomi.card.Fixtures;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.software.CardSettings;
import dev.furikomi.card.software.SoftwareCardFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Other people's PIV tools with the software card behind a real PC/SC daemon: an ID card in slot 0, a new YubiKey in slot 1. */
@Timeout(60)
class PivToolsIT {

    private static final byte[] DIGEST = SignatureAlgorithm.ES256.digest("transfer".getBytes(StandardCharsets.UTF_8));
    private static final String PIN = SoftwareCardFile.PIN_OF_NEW_CARDS;
    private static final List<String> TOOLS = List.of("opensc-tool", "pkcs11-tool", "yubico-piv-tool");

    private static PcscBench bench;
    private static SoftwareCardFile idCard;

    @BeforeAll
    static void insertTheCards() throws Exception {
        requireTools();
        bench = PcscBench.open();
        idCard = SoftwareCardFile.create(bench.directory().resolve("id.card.json"), "An ID card");
        for (PivSlot slot : List.of(PivSlot.CARD_AUTHENTICATION, PivSlot.AUTHENTICATION, PivSlot.SIGNATURE)) {
            idCard.storeCertificate(
                    slot,
                    Fixtures.MINATO_KEYS
                            .cardAuthority()
                            .issue(idCard.generateKey(slot), Fixtures.ACCOUNT_REFERENCE, Fixtures.ONE_YEAR));
        }
        bench.reader().insert(0, idCard.path());
        insertANewYubiKey("first");
    }

    @AfterAll
    static void closeBench() throws Exception {
        if (bench != null) {
            bench.close();
        }
    }

    /** Where the environment says CI=true nothing may be missing. */
    private static void requireTools() {
        for (String tool : TOOLS) {
            boolean installed = Files.isExecutable(Path.of("/usr/bin", tool));
            if (!installed && "true".equals(System.getenv("CI"))) {
                fail("%s is missing (CI=true)", tool);
            }
            assumeTrue(installed, "needs the packages opensc and yubico-piv-tool");
        }
    }

    private static SoftwareCardFile insertANewYubiKey(String name) throws Exception {
        SoftwareCardFile card = SoftwareCardFile.create(
                bench.directory().resolve(name + SoftwareCardFile.SUFFIX), "A new YubiKey", CardSettings.yubiKey());
        bench.reader().remove(1);
        awaitCards(1);
        bench.reader().insert(1, card.path());
        awaitCards(2);
        return card;
    }

    private static void awaitCards(int cards) {
        await().atMost(PcscBench.PATIENCE)
                .until(() -> bench.run("opensc-tool", "--list-readers").output().split(" Yes ").length == cards + 1);
    }

    @Test
    void openscListsTheReadersAndKnowsThePivCard() throws Exception {
        assertThat(ran("opensc-tool", "--list-readers")).contains("Virtual PCD 00 00", "Virtual PCD 00 01");
        assertThat(ran("opensc-tool", "--reader", "0", "--name")).contains("Personal Identity Verification Card");
        assertThat(ran("opensc-tool", "--reader", "0", "--atr")).contains("46:75:72:69:6b:6f:6d:69");
    }

    @Test
    void pkcs11ToolListsKeysAndReadsTheCertificates() throws Exception {
        String objects = ran("pkcs11-tool", "--slot-index", "0", "--list-objects");

        assertThat(objects)
                .contains(
                        "Certificate for PIV Authentication",
                        "Certificate for Digital Signature",
                        "Certificate for Card Authentication",
                        "DN: serialNumber=" + Fixtures.ACCOUNT_REFERENCE);
        Path read = bench.directory().resolve("read.der");
        ran("pkcs11-tool", "--slot-index", "0", "--read-object", "--type", "cert", "--id", "04", "-o", read.toString());
        assertThat(Files.readAllBytes(read))
                .isEqualTo(idCard.certificate(PivSlot.CARD_AUTHENTICATION).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            01, AUTHENTICATION
            02, SIGNATURE
            04, CARD_AUTHENTICATION
            """)
    void pkcs11ToolSignsAfterLoggingInWithThePin(String id, PivSlot slot) throws Exception {
        Path digest = Files.write(bench.directory().resolve("digest"), DIGEST);
        Path signature = bench.directory().resolve("signature-" + id);

        ran(
                "pkcs11-tool",
                "--slot-index",
                "0",
                "--login",
                "--pin",
                PIN,
                "--sign",
                "--id",
                id,
                "-m",
                "ECDSA",
                "-i",
                digest.toString(),
                "-o",
                signature.toString());

        assertThat(SignatureAlgorithm.ES256.verifies(
                        idCard.publicKey(slot).orElseThrow(), DIGEST, Files.readAllBytes(signature)))
                .isTrue();
    }

    @Test
    void yubicoPivToolTellsWhatIsOnTheCardAndVerifiesThePin() throws Exception {
        assertThat(yubico(0, "-a", "status")).contains("Slot 9a", "Slot 9c", "Slot 9e", "PIN tries left:\t5");
        assertThat(yubico(0, "-a", "verify-pin", "-P", PIN)).contains("Successfully verified PIN");

        PcscBench.Result wrong = bench.run("yubico-piv-tool", "-r", reader(0), "-a", "verify-pin", "-P", "999999");

        assertThat(wrong.exitCode()).isNotZero();
        assertThat(wrong.output()).contains("4 tries left");
        yubico(0, "-a", "verify-pin", "-P", PIN);
    }

    @Test
    void yubicoPivToolReadsACertificateAndTriesTheSignature() throws Exception {
        String pem = bench.directory().resolve("9a.pem").toString();
        yubico(0, "-a", "read-certificate", "-s", "9a", "-o", pem);

        assertThat(yubico(0, "-a", "verify-pin", "-P", PIN, "-a", "test-signature", "-s", "9a", "-i", pem))
                .contains("Successful ECDSA verification");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ECCP256, 9a, AUTHENTICATION, EC,  Successful ECDSA verification
            ECCP384, 9c, SIGNATURE,      EC,  Successful ECDSA verification
            RSA2048, 9a, AUTHENTICATION, RSA, Successful RSA verification
            """)
    void yubicoPivToolPersonalisesANewYubiKey(
            String algorithm, String slotName, PivSlot slot, String keyType, String verified) throws Exception {
        SoftwareCardFile card = insertANewYubiKey("personalised-" + algorithm);
        Path made = bench.directory().resolve(algorithm + ".pem");
        yubico(1, "-a", "generate", "-s", slotName, "-A", algorithm, "-o", made.toString());
        PublicKey key = publicKey(keyType, made);
        assertThat(card.publicKey(slot)).contains(key);

        var certificate =
                Fixtures.MINATO_KEYS.cardAuthority().issue(key, Fixtures.ACCOUNT_REFERENCE, Fixtures.ONE_YEAR);
        Path issued = Files.writeString(
                bench.directory().resolve(algorithm + "-certificate.pem"), KeyFiles.pem(certificate.certificate()));
        yubico(1, "-a", "import-certificate", "-s", slotName, "-i", issued.toString());

        assertThat(card.certificate(slot)).contains(certificate.certificate().getEncoded());
        assertThat(yubico(
                        1,
                        "-a",
                        "verify-pin",
                        "-P",
                        PIN,
                        "-a",
                        "test-signature",
                        "-s",
                        slotName,
                        "-i",
                        issued.toString()))
                .contains(verified);
    }

    @Test
    void yubicoPivToolChangesPinAndPukAndUnblocks() throws Exception {
        insertANewYubiKey("changed");

        yubico(1, "-a", "change-pin", "-P", PIN, "-N", "654321");
        yubico(1, "-a", "change-puk", "-P", "12345678", "-N", "87654321");
        yubico(1, "-a", "unblock-pin", "-P", "87654321", "-N", "111111");

        assertThat(yubico(1, "-a", "verify-pin", "-P", "111111")).contains("Successfully verified PIN");
    }

    @Test
    void aWrongManagementKeyMakesNoKey() throws Exception {
        SoftwareCardFile card = insertANewYubiKey("guarded");

        PcscBench.Result refused = bench.run(
                "yubico-piv-tool",
                "-r",
                reader(1),
                "-a",
                "generate",
                "-s",
                "9e",
                "-A",
                "ECCP256",
                "--key=8a3c5e7091b2d4f6a8c0e2041628394b5d6f70819aacbecf");

        assertThat(refused.exitCode()).isNotZero();
        assertThat(card.publicKey(PivSlot.CARD_AUTHENTICATION)).isEmpty();
    }

    @Test
    void aRestartedDaemonShowsTheCardsAgain() throws Exception {
        bench.daemon().restart();

        awaitCards(2);
        assertThat(yubico(0, "-a", "status")).contains("Slot 9e");
    }

    private static String yubico(int slot, String... words) throws Exception {
        String[] command = new String[words.length + 3];
        command[0] = "yubico-piv-tool";
        command[1] = "-r";
        command[2] = reader(slot);
        System.arraycopy(words, 0, command, 3, words.length);
        return ran(command);
    }

    private static String reader(int slot) {
        return "Virtual PCD 00 0" + slot;
    }

    private static String ran(String... words) throws Exception {
        PcscBench.Result result = bench.run(words);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output();
    }

    private static PublicKey publicKey(String type, Path pem) throws Exception {
        String base64 = Files.readString(pem).replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance(type)
                .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
    }
}
