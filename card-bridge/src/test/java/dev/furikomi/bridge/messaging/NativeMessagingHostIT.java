package dev.furikomi.bridge.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.furikomi.bridge.session.TestBank;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.CardIssuer;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.software.CardFault;
import dev.furikomi.card.software.SoftwareCardFile;
import dev.furikomi.card.software.SoftwareReader;
import dev.furikomi.card.token.SessionRequest;
import dev.furikomi.events.Procedure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The host as a real process, one for each window. The card in the reader leaves it at the first command that it gets,
 * so that a card that is still there was not touched.
 */
class NativeMessagingHostIT {
    @TempDir
    Path directory;

    private CardAuthority minato;
    private Validity validity;
    private TestBank bank;
    private SoftwareReader reader;
    private Path card;

    @BeforeEach
    void issueACard() throws IOException {
        validity = new Validity(Instant.now().minusSeconds(60), Instant.now().plus(Duration.ofDays(1)));
        minato = CardAuthority.create("Minato Bank", "MNTOJPJT", validity);
        CardAuthority yamabuki = CardAuthority.create("Yamabuki Bank", "YMBKJPJT", validity);
        bank = new TestBank(minato.certificate(), yamabuki.certificate());
        card = directory.resolve("sato.card.json");
        new CardIssuer(minato).issue(card, "Sato", "acc-0001", validity);
        reader = SoftwareReader.create(directory.resolve("reader"), 1);
        reader.insert(0, card);
        Files.writeString(directory.resolve("bank-list.jws"), bank.signedList());
        Files.writeString(directory.resolve("root.jwk"), bank.schemeRoot().toJSONString());
    }

    @Test
    void namesTheOriginsOfTheVerifiedListAndNothingElse() throws Exception {
        try (HostProcess host = start()) {
            JsonNode origins = host.ask(Map.of("call", "origins"), "origins", "refused");

            assertThat(origins.path("origins"))
                    .extracting(JsonNode::asText)
                    .containsExactly(TestBank.ORIGIN, TestBank.OTHER_ORIGIN);
            assertThat(origins.size()).isEqualTo(3);
        }
    }

    @Test
    void carriesASessionFromOpenToClose() throws Exception {
        SessionRequest request = bank.session(Procedure.STANDARD);
        try (HostProcess host = start()) {
            JsonNode opened = open(host, TestBank.ORIGIN, bank.sign(request));
            assertThat(opened.at("/bank/bic").asText()).isEqualTo(TestBank.BIC);
            assertThat(opened.at("/transfer/instructedAmount/amount").asText()).isEqualTo("5400");
            assertThat(call(host, 2, "identify").at("/result/sid").asText())
                    .isEqualTo(request.sid().toString());
            host.send(Map.of("id", 3, "call", "prove"));
            host.awaitDisplay("password");
            host.send(Map.of("answer", "password", "utf8", base64("pässwörd 5")));
            JsonNode proof = host.hear("result", "error");
            assertThat(proof.at("/result/label").asText()).isEqualTo("authenticate");
            assertThat(proof.path("id").asInt()).isEqualTo(3);
            host.send(Map.of("id", 4, "call", "accept"));
            host.awaitDisplay("accept");
            host.send(Map.of("answer", "acceptance", "value", true));
            assertThat(host.hear("result", "error").at("/result/label").asText())
                    .isEqualTo("accept");
            host.send(Map.of("id", 5, "call", "close", "outcome", "completed"));
            assertThat(host.hear("over").path("outcome").asText()).isEqualTo("completed");
            host.endInput();
            assertThat(host.exitCode()).isZero();
        }
    }

    @Test
    void hasAReaderWithKeysSpeakTheLanguageOfTheScreen() throws Exception {
        giveTheCardAllKeys();
        reader.addPinPad(0);
        String request = bank.sign(bank.pinSession(Procedure.STANDARD));
        try (HostProcess host = start()) {
            host.ask(
                    Map.of("call", "open", "origin", TestBank.ORIGIN, "sessionRequest", request, "language", "ja"),
                    "opened",
                    "refused");
            call(host, 2, "identify");
            host.send(Map.of("id", 3, "call", "prove"));
            typeOnTheReaderThatSays("暗証番号を入力してください");
            assertThat(host.hear("result", "error").at("/result/label").asText())
                    .isEqualTo("authenticate");
            host.send(Map.of("answer", "language", "value", "en"));
            host.send(Map.of("id", 4, "call", "accept"));
            host.awaitDisplay("accept");
            host.send(Map.of("answer", "acceptance", "value", true));
            typeOnTheReaderThatSays("Enter your PIN");
            assertThat(host.hear("result", "error").at("/result/label").asText())
                    .isEqualTo("accept");
        }
    }

    private void typeOnTheReaderThatSays(String words) throws IOException {
        await().untilAsserted(() -> assertThat(reader.display(0)).isEqualTo(words));
        reader.type(0, SoftwareCardFile.PIN_OF_NEW_CARDS);
    }

    private void giveTheCardAllKeys() throws IOException {
        SoftwareCardFile file = SoftwareCardFile.open(card);
        for (PivSlot slot : List.of(PivSlot.AUTHENTICATION, PivSlot.SIGNATURE)) {
            file.storeCertificate(slot, minato.issue(file.generateKey(slot), slot, "acc-0001", validity));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "origin-not-permitted: another page",
                "origin-not-permitted: no origin",
                "request-invalid: tampered",
                "request-invalid: another bank's key",
                "request-expired: late",
                "bank-unknown: not on the list"
            })
    void refusesBeforeItTouchesTheCard(String expected) throws Exception {
        setATrap();
        String what = expected.substring(expected.indexOf(": ") + 2);
        String genuine = bank.request();
        Instant now = Instant.now();
        String request =
                switch (what) {
                    case "tampered" -> genuine.replaceFirst("\\..", ".A").replaceFirst("(.)$", "A");
                    case "another bank's key" -> bank.signByOther(bank.session(Procedure.STANDARD));
                    case "late" ->
                        bank.sign(
                                bank.session(Procedure.STANDARD, TestBank.BIC, TestBank.ORIGIN, now.minusSeconds(301)));
                    case "not on the list" ->
                        bank.sign(bank.session(Procedure.STANDARD, "NOBKJPJT", TestBank.ORIGIN, now));
                    default -> genuine;
                };
        String origin =
                switch (what) {
                    case "another page" -> TestBank.OTHER_ORIGIN;
                    case "no origin" -> "null";
                    default -> TestBank.ORIGIN;
                };
        try (HostProcess host = start()) {
            JsonNode refused = open(host, origin, request);

            assertThat(refused.at("/error/code").asText()).isEqualTo(expected.substring(0, expected.indexOf(':')));
            assertThat(host.ask(Map.of("id", 2, "call", "identify"), "refused", "result")
                            .at("/error/code")
                            .asText())
                    .isEqualTo("request-invalid");
            host.endInput();
            assertThat(host.exitCode()).isZero();
        }
        assertThat(reader.inserted(0)).as("the card in the trap").isPresent();
    }

    @Test
    void theTrapShowsWhenACardIsTouched() throws Exception {
        setATrap();
        try (HostProcess host = start()) {
            open(host, TestBank.ORIGIN, bank.request());
            assertThat(call(host, 2, "identify").at("/error/code").asText()).isEqualTo("card-removed");
        }
        assertThat(reader.inserted(0)).isEmpty();
    }

    @Test
    void aReplayedRequestIsRefusedByTheNextProcessToo() throws Exception {
        setATrap();
        String request = bank.request();
        try (HostProcess first = start()) {
            open(first, TestBank.ORIGIN, request);
            first.endInput();
            assertThat(first.exitCode()).isZero();
        }
        try (HostProcess second = start()) {
            assertThat(open(second, TestBank.ORIGIN, request).at("/error/code").asText())
                    .isEqualTo("request-reused");
        }
        assertThat(reader.inserted(0)).isPresent();
    }

    @Test
    void theSecondProcessHearsBusyUntilTheFirstIsGoneHoweverItGoes() throws Exception {
        String request = bank.request();
        try (HostProcess first = start();
                HostProcess second = start()) {
            open(first, TestBank.ORIGIN, bank.request());
            assertThat(open(second, TestBank.ORIGIN, request).at("/error/code").asText())
                    .isEqualTo("busy");
            first.kill();
            assertThat(open(second, TestBank.ORIGIN, request).path("kind").asText())
                    .isEqualTo("opened");
        }
    }

    @Test
    void aClosedPortCancelsTheSessionThatWaitsForThePerson() throws Exception {
        try (HostProcess first = start()) {
            open(first, TestBank.ORIGIN, bank.request());
            call(first, 2, "identify");
            first.send(Map.of("id", 3, "call", "prove"));
            first.awaitDisplay("password");
            Instant closed = Instant.now();
            first.endInput();
            assertThat(first.exitCode()).isZero();
            assertThat(Duration.between(closed, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
        try (HostProcess second = start()) {
            assertThat(open(second, TestBank.ORIGIN, bank.request())
                            .path("kind")
                            .asText())
                    .isEqualTo("opened");
        }
    }

    @Test
    void namesWhatIsWrongWithAMessageAndHearsTheNextOne() throws Exception {
        byte[] tooLong = new byte[Frames.LENGTH_MAX + 1];
        try (HostProcess host = start()) {
            for (byte[] wrong : List.of(tooLong, utf8("not json"), utf8("[1]"), utf8("{} {}"), utf8("{\"call\":"))) {
                host.sendBytes(frame(wrong.length, wrong));
                assertThat(host.hear("refused").at("/error/code").asText()).isEqualTo("request-invalid");
            }
            host.send(Map.of("answer", "password", "utf8", base64("not asked")));
            assertThat(host.hear("refused").at("/error/code").asText()).isEqualTo("request-invalid");
            assertThat(host.ask(Map.of("call", "origins"), "origins").path("origins"))
                    .hasSize(2);
            host.sendBytes(frame(100, utf8("cut off")));
            host.endInput();
            assertThat(host.exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/",
                "https://evil.example/ chrome-extension://bpmnellnekimgljhjgpfhlcjfcinlhfh/",
                "/manifest.json other@example.org"
            })
    void endsAtOnceWhenAnotherExtensionOrAPersonStartsIt(String arguments) throws Exception {
        List<String> all = new ArrayList<>(options());
        all.addAll(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")));
        try (HostProcess host = HostProcess.start(all)) {
            assertThat(host.exitCode()).isEqualTo(2);
            assertThat(host.saidNothing()).isTrue();
        }
    }

    private void setATrap() throws IOException {
        SoftwareCardFile.open(card).faults(CardFault.removal(0xA4, 0));
    }

    private HostProcess start() throws IOException {
        List<String> arguments = new ArrayList<>(options());
        arguments.add(HostProcess.EXTENSION);
        return HostProcess.start(arguments);
    }

    private List<String> options() {
        return List.of(
                "--bank-list",
                directory.resolve("bank-list.jws").toString(),
                "--scheme-root",
                directory.resolve("root.jwk").toString(),
                "--software-reader",
                reader.directory().toString());
    }

    private static JsonNode open(HostProcess host, String origin, String request) throws Exception {
        return host.ask(Map.of("call", "open", "origin", origin, "sessionRequest", request), "opened", "refused");
    }

    private static JsonNode call(HostProcess host, int id, String call) throws Exception {
        return host.ask(Map.of("id", id, "call", call), "result", "error");
    }

    private static byte[] frame(int length, byte[] content) {
        return ByteBuffer.allocate(4 + content.length)
                .order(ByteOrder.nativeOrder())
                .putInt(length)
                .put(content)
                .array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(utf8(text));
    }
}
