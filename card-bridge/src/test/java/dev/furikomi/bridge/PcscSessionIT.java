package dev.furikomi.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.furikomi.bridge.pcsc.PrivatePcscd;
import dev.furikomi.bridge.pcsc.VpcdCard;
import dev.furikomi.bridge.session.TestBank;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.software.SoftwareCardFile;
import dev.furikomi.card.token.CardPolicy;
import dev.furikomi.card.token.CardToken;
import dev.furikomi.card.token.SessionRequest;
import dev.furikomi.card.token.SigningContext;
import dev.furikomi.card.token.TokenOutcome;
import dev.furikomi.card.token.TokenVerifier;
import dev.furikomi.events.Procedure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole sessions of the bridge's process with cards behind a real PC/SC daemon. */
class PcscSessionIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private CardAuthority minato;
    private TestBank bank;
    private PrivatePcscd daemon;

    @BeforeEach
    void setUp() throws Exception {
        assumeTrue(PrivatePcscd.isPossible(), "pcscd and vsmartcard-vpcd are not installed");
        minato = CardAuthority.create("Minato Bank", "MNTOJPJT", validity());
        bank = new TestBank(
                minato.certificate(),
                CardAuthority.create("Yamabuki Bank", "YMBKJPJT", validity()).certificate());
        Files.writeString(directory.resolve("bank-list.jws"), bank.signedList());
        Files.writeString(directory.resolve("root.jwk"), bank.schemeRoot().toJSONString());
        daemon = PrivatePcscd.in(directory.resolve("pcsc"));
    }

    @AfterEach
    void tearDown() {
        if (daemon != null) {
            daemon.close();
        }
    }

    @Test
    void paysWithThePinAndAsksAgainAfterAWrongOne() throws Exception {
        daemon.start();
        Issued card = issue("sato", "acc-0001");
        SessionRequest request = bank.pinSession(Procedure.STANDARD);
        String compact = bank.sign(request);
        try (BridgeProcess bridge = startBridge();
                VpcdCard inserted = insert(0, card)) {
            open(bridge, compact);
            call(bridge, "identify");
            say(bridge, "prove");
            JsonNode asked = bridge.hear();
            bridge.say(Map.of("dialogue", "pin", "value", "000000"));
            JsonNode askedAgain = bridge.hear();
            bridge.say(Map.of("dialogue", "pin", "value", SoftwareCardFile.PIN_OF_NEW_CARDS));
            CardToken proof = JSON.treeToValue(bridge.hear().path("result"), CardToken.class);
            say(bridge, "accept");
            bridge.hear();
            bridge.say(Map.of("dialogue", "accept", "value", true));
            bridge.hear();
            bridge.say(Map.of("dialogue", "pin", "value", SoftwareCardFile.PIN_OF_NEW_CARDS));
            CardToken acceptance = JSON.treeToValue(bridge.hear().path("result"), CardToken.class);

            assertThat(asked.path("dialogue").asText()).isEqualTo("pin");
            assertThat(asked.at("/instructedAmount/amount").asText()).isEqualTo("5400");
            assertThat(askedAgain.path("fault").asText()).isEqualTo("wrong");
            assertThat(askedAgain.path("triesLeft").asInt())
                    .isEqualTo(asked.path("triesLeft").asInt() - 1);
            SigningContext context = SigningContext.withoutSecret(request, compact);
            TokenVerifier verifier = new TokenVerifier(List.of(minato.certificate()), Clock.systemUTC());
            assertThat(verifier.verifyProof(proof, CardPolicy.PIN, context, card.key(PivSlot.AUTHENTICATION)))
                    .isInstanceOf(TokenOutcome.Genuine.class);
            assertThat(verifier.verifyAcceptance(
                            acceptance, CardPolicy.PIN, context, request.transfer(), card.key(PivSlot.SIGNATURE)))
                    .isInstanceOf(TokenOutcome.Genuine.class);
        }
    }

    @Test
    void findsAServiceThatStartsAfterItAndOneThatIsRestartedWhileASessionWaits() throws Exception {
        Issued card = issue("sato", "acc-0001");
        try (BridgeProcess bridge = startBridge()) {
            open(bridge, bank.request());
            say(bridge, "identify");
            daemon.start();
            assertThat(bridge.nextLine()).contains("waiting");
            daemon.stop();
            daemon.start();

            try (VpcdCard inserted = insert(0, card)) {
                assertThat(bridge.hear().at("/result/institution").asText()).isEqualTo(minato.spkiSha256());
            }
        }
    }

    @Test
    void outlivesARestartOfTheServiceWhileThePasswordIsAsked() throws Exception {
        daemon.start();
        Issued card = issue("sato", "acc-0001");
        SessionRequest request = bank.session(Procedure.STANDARD);
        String compact = bank.sign(request);
        try (BridgeProcess bridge = startBridge();
                VpcdCard inserted = insert(0, card)) {
            open(bridge, compact);
            call(bridge, "identify");
            say(bridge, "prove");
            bridge.hear();

            daemon.stop();
            daemon.start();
            bridge.say(Map.of("dialogue", "password", "value", "correct horse"));

            JsonNode proved = bridge.hear();
            assertThat(proved.has("result")).as(proved.toString()).isTrue();
            CardToken proof = JSON.treeToValue(proved.path("result"), CardToken.class);
            assertThat(new TokenVerifier(List.of(minato.certificate()), Clock.systemUTC())
                            .verifyProof(
                                    proof,
                                    SigningContext.of(request, compact, proof.secret()),
                                    card.key(PivSlot.CARD_AUTHENTICATION)))
                    .isInstanceOf(TokenOutcome.Genuine.class);
        }
    }

    @Test
    void asksWhichOfTwoCardsInTwoReaders() throws Exception {
        daemon.start();
        Issued sato = issue("sato", "acc-0001");
        Issued suzuki = issue("suzuki", "acc-0002");
        try (BridgeProcess bridge = startBridge();
                VpcdCard first = insert(0, sato);
                VpcdCard second = insert(1, suzuki)) {
            open(bridge, bank.request());
            say(bridge, "identify");
            JsonNode asked = bridge.hear();
            bridge.say(Map.of("dialogue", "card", "value", 1));
            bridge.hear();
            say(bridge, "prove");
            bridge.hear();
            bridge.say(Map.of("dialogue", "password", "value", "correct horse"));
            CardToken proof = JSON.treeToValue(bridge.hear().path("result"), CardToken.class);

            assertThat(asked.path("dialogue").asText()).isEqualTo("card");
            assertThat(asked.at("/cards/1/reader").asText()).isEqualTo("Virtual PCD 00 01");
            assertThat(proof.unverifiedCertificate().orElseThrow().publicKey())
                    .isEqualTo(suzuki.key(PivSlot.CARD_AUTHENTICATION));
        }
    }

    private BridgeProcess startBridge() throws Exception {
        BridgeProcess bridge = BridgeProcess.start(
                "card-bridge.development",
                List.of(
                        "--bank-list", directory.resolve("bank-list.jws").toString(),
                        "--scheme-root", directory.resolve("root.jwk").toString(),
                        "--state-directory", directory.resolve("state").toString(),
                        "--carrier", "stdio"),
                Map.of("PCSCLITE_CSOCK_NAME", daemon.socket().toString()));
        bridge.nextErrorLine();
        assertThat(bridge.nextErrorLine()).isEqualTo("card-bridge ready");
        return bridge;
    }

    private VpcdCard insert(int slot, Issued card) throws Exception {
        return VpcdCard.insert(daemon.port(slot), directory.resolve("reader-" + slot), card.file());
    }

    private static void open(BridgeProcess bridge, String request) throws Exception {
        Map<String, Object> line = new HashMap<>(Map.of("id", 1, "call", "open", "origin", TestBank.ORIGIN));
        line.put("sessionRequest", request);
        bridge.say(line);
        assertThat(bridge.hear().has("result")).isTrue();
    }

    private static void call(BridgeProcess bridge, String call) throws Exception {
        say(bridge, call);
        assertThat(bridge.hear().has("result")).isTrue();
    }

    private static void say(BridgeProcess bridge, String call) throws Exception {
        bridge.say(Map.of("id", 2, "call", call));
    }

    private Issued issue(String name, String accountReference) throws Exception {
        Path file = directory.resolve(name + ".card.json");
        SoftwareCardFile card = SoftwareCardFile.create(file, name);
        Map<PivSlot, PublicKey> keys = new EnumMap<>(PivSlot.class);
        for (PivSlot slot : PivSlot.values()) {
            PublicKey key = card.generateKey(slot);
            CardCertificate certificate = minato.issue(key, slot, accountReference, validity());
            card.storeCertificate(slot, certificate);
            keys.put(slot, key);
        }
        return new Issued(file, keys);
    }

    private static Validity validity() {
        return new Validity(Instant.now().minusSeconds(60), Instant.now().plusSeconds(3600));
    }

    private record Issued(Path file, Map<PivSlot, PublicKey> keys) {
        PublicKey key(PivSlot slot) {
            return keys.get(slot);
        }
    }
}
