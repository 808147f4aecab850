package dev.furikomi.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.furikomi.bridge.session.TestBank;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.CardIssuer;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.software.SoftwareReader;
import dev.furikomi.card.token.CardToken;
import dev.furikomi.card.token.PasswordEnvelope;
import dev.furikomi.card.token.PasswordEnvelopeOutcome;
import dev.furikomi.card.token.SessionRequest;
import dev.furikomi.card.token.SigningContext;
import dev.furikomi.card.token.TokenOutcome;
import dev.furikomi.card.token.TokenVerifier;
import dev.furikomi.events.Procedure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The development jar as a real process, with a software card behind the javax.smartcardio API. */
class DevelopmentBridgeIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private CardAuthority minato;
    private TestBank bank;
    private SoftwareReader reader;
    private Path cardFile;
    private Path otherCardFile;
    private CardCertificate card;
    private int calls;

    @BeforeEach
    void issueCards() throws IOException {
        Validity validity =
                new Validity(Instant.now().minusSeconds(60), Instant.now().plus(Duration.ofDays(1)));
        minato = CardAuthority.create("Minato Bank", "MNTOJPJT", validity);
        CardAuthority yamabuki = CardAuthority.create("Yamabuki Bank", "YMBKJPJT", validity);
        bank = new TestBank(minato.certificate(), yamabuki.certificate());
        Path cards = Files.createDirectory(directory.resolve("cards"));
        cardFile = cards.resolve("sato.card.json");
        otherCardFile = cards.resolve("suzuki.card.json");
        card = new CardIssuer(minato).issue(cardFile, "Sato", "acc-0001", validity);
        new CardIssuer(minato).issue(otherCardFile, "Suzuki", "acc-0002", validity);
        reader = SoftwareReader.create(directory.resolve("reader"), 1);
        Files.writeString(directory.resolve("bank-list.jws"), bank.signedList());
        Files.writeString(directory.resolve("root.jwk"), bank.schemeRoot().toJSONString());
    }

    @Test
    void carriesAPurchaseOverStandardInputAndOutput() throws Exception {
        reader.insert(0, cardFile);
        SessionRequest request = bank.session(Procedure.STANDARD);
        String compact = bank.sign(request);
        try (BridgeProcess bridge = start("--carrier", "stdio")) {
            assertThat(bridge.nextErrorLine()).contains("DEVELOPMENT EDITION");

            JsonNode opened = call(bridge, "open", Map.of("origin", TestBank.ORIGIN, "sessionRequest", compact));
            JsonNode identified = call(bridge, "identify", Map.of());
            say(bridge, "prove");
            JsonNode asked = bridge.hear();
            bridge.say(Map.of("dialogue", "password", "value", "pässwörd 5"));
            CardToken proof = JSON.treeToValue(bridge.hear().path("result"), CardToken.class);
            say(bridge, "accept");
            JsonNode askedAgain = bridge.hear();
            bridge.say(Map.of("dialogue", "accept", "value", true));
            CardToken acceptance = JSON.treeToValue(bridge.hear().path("result"), CardToken.class);
            call(bridge, "close", Map.of("outcome", "completed"));
            bridge.endInput();

            assertThat(bridge.exitCode()).isZero();
            assertThat(opened.path("result").path("sid").asText())
                    .isEqualTo(request.sid().toString());
            assertThat(identified.path("result").path("institution").asText()).isEqualTo(minato.spkiSha256());
            for (JsonNode question : List.of(asked, askedAgain)) {
                assertThat(question.at("/bank/bic").asText()).isEqualTo(TestBank.BIC);
                assertThat(question.at("/creditor/name").asText()).isEqualTo("Hanaya");
                assertThat(question.at("/instructedAmount/amount").asText()).isEqualTo("5400");
                assertThat(question.path("orderNumber").asText()).isEqualTo("HN-7Q4M2K9XTB");
            }
            SigningContext context = SigningContext.of(request, compact, proof.secret());
            TokenVerifier verifier = new TokenVerifier(List.of(minato.certificate()), Clock.systemUTC());
            assertThat(verifier.verifyProof(proof, context, card.publicKey())).isInstanceOf(TokenOutcome.Genuine.class);
            assertThat(verifier.verifyAcceptance(acceptance, context, request.transfer(), card.publicKey()))
                    .isInstanceOf(TokenOutcome.Genuine.class);
            var secret = (PasswordEnvelopeOutcome.Opened) PasswordEnvelope.open(
                    proof.secret(), bank.encryptionKey(), request.windowId(), request.sid(), request.nonce());
            assertThat(secret.secret().password()).isEqualTo("pässwörd 5".toCharArray());
        }
    }

    @Test
    void tellsWhenTheCardIsTakenOutWhileThePasswordIsAsked() throws Exception {
        reader.insert(0, cardFile);
        try (BridgeProcess bridge = start("--carrier", "stdio")) {
            call(bridge, "open", Map.of("origin", TestBank.ORIGIN, "sessionRequest", bank.request()));
            call(bridge, "identify", Map.of());
            say(bridge, "prove");
            bridge.hear();

            reader.remove(0);

            assertThat(bridge.hear().at("/error/code").asText()).isEqualTo("card-removed");
        }
    }

    @Test
    void signsNothingWithACardThatWasChangedForTheIdentifiedOne() throws Exception {
        reader.insert(0, cardFile);
        try (BridgeProcess bridge = start("--carrier", "stdio")) {
            call(bridge, "open", Map.of("origin", TestBank.ORIGIN, "sessionRequest", bank.request()));
            call(bridge, "identify", Map.of());
            say(bridge, "prove");
            bridge.hear();
            reader.insert(0, otherCardFile);
            bridge.say(Map.of("dialogue", "password", "value", "x"));

            assertThat(bridge.hear().at("/error/code").asText()).isEqualTo("card-changed");
        }
    }

    @Test
    void refusesTheCarrierForAProductionBankList() throws Exception {
        Files.writeString(directory.resolve("bank-list.jws"), bank.signedProductionList());
        try (BridgeProcess bridge = start("--carrier", "stdio")) {
            bridge.nextErrorLine();

            assertThat(bridge.nextErrorLine()).contains("only bank lists of environment development");
            assertThat(bridge.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void refusesABankListOfAnotherScheme() throws Exception {
        Files.writeString(
                directory.resolve("root.jwk"), new TestBank().schemeRoot().toJSONString());
        try (BridgeProcess bridge = start("--port", "0")) {
            bridge.nextErrorLine();

            assertThat(bridge.nextErrorLine()).endsWith("is refused: signature invalid");
            assertThat(bridge.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void servesItsWindowWithTheDrawerAndLeavesOnSigterm() throws Exception {
        Process bridgeProcess;
        try (BridgeProcess bridge =
                start("--port", "0", "--card-drawer", directory.resolve("cards").toString())) {
            String ready = bridge.nextLine();
            assertThat(ready)
                    .startsWith("card-bridge ready at http://127.0.0.1:")
                    .endsWith("/window");
            String page = get(ready.substring(ready.indexOf("http")));
            assertThat(page).contains("/development/development.js");
            assertThat(get(ready.substring(ready.indexOf("http")).replace("/window", "/development/development.js")))
                    .contains("drawer-insert-");
            bridgeProcess = bridge.process();
        }
        assertThat(bridgeProcess.isAlive()).isFalse();
    }

    @Test
    void leavesWithItsParent() throws Exception {
        Process parent = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jshell")
                        .toString())
                .start();
        try (BridgeProcess bridge = start("--port", "0", "--parent-pid", String.valueOf(parent.pid()))) {
            bridge.nextLine();

            parent.destroyForcibly();

            assertThat(bridge.exitCode()).isZero();
        } finally {
            parent.destroyForcibly();
        }
    }

    private BridgeProcess start(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--bank-list", directory.resolve("bank-list.jws").toString(),
                "--scheme-root", directory.resolve("root.jwk").toString(),
                "--software-reader", directory.resolve("reader").toString()));
        arguments.addAll(List.of(more));
        return BridgeProcess.start("card-bridge.development", arguments);
    }

    private JsonNode call(BridgeProcess bridge, String name, Map<String, Object> more) throws Exception {
        Map<String, Object> line = new java.util.HashMap<>(more);
        line.put("id", ++calls);
        line.put("call", name);
        bridge.say(line);
        JsonNode answer = bridge.hear();
        assertThat(answer.path("id").asInt()).as(answer.toString()).isEqualTo(calls);
        assertThat(answer.has("result")).as(answer.toString()).isTrue();
        return answer;
    }

    private void say(BridgeProcess bridge, String name) throws IOException {
        bridge.say(Map.of("id", ++calls, "call", name));
    }

    private static String get(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
