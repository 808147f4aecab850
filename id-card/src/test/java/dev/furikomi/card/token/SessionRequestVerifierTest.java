package dev.furikomi.card.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.Fixtures;
import dev.furikomi.card.jose.CompactJws;
import dev.furikomi.card.jose.SigningKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionRequestVerifierTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ECKey REQUEST_KEY = Fixtures.MINATO_KEYS.requestKey();
    private static final SessionRequest REQUEST = Fixtures.sessionRequest();
    private static final String COMPACT = REQUEST.sign(REQUEST_KEY);

    private final SessionRequestVerifier verifier = verifierAt(Fixtures.NOW);

    @Test
    void permitsWhatTheBankSigned() {
        SessionRequestOutcome outcome = verifier.verify(COMPACT, Fixtures.MINATO_ORIGIN);

        assertThat(outcome).isInstanceOf(SessionRequestOutcome.Permitted.class);
        SessionRequestOutcome.Permitted permitted = (SessionRequestOutcome.Permitted) outcome;
        assertThat(permitted.bank()).isEqualTo(Fixtures.minato());
        assertThat(permitted.compact()).isEqualTo(COMPACT);
        assertThat(permitted.request().transfer()).isEqualTo(Fixtures.transfer());
        assertThat(permitted.request().nonce()).isEqualTo(REQUEST.nonce());
        assertThat(permitted.request().encryptionKey()).isEqualTo(Fixtures.SESSION_KEY.toPublicJWK());
        assertThat(permitted.request().encryptionKey().isPrivate()).isFalse();
    }

    @Test
    void permitsARequestOnceOnly() {
        verifier.verify(COMPACT, Fixtures.MINATO_ORIGIN);

        assertThat(reason(verifier.verify(COMPACT, Fixtures.MINATO_ORIGIN))).isEqualTo("request-reused");
    }

    @Test
    void doesNotLetARefusedRequestUseUpTheSession() {
        verifier.verify(COMPACT, "http://evil.localhost:8082");

        assertThat(reason(verifier.verify(COMPACT, Fixtures.MINATO_ORIGIN))).isEqualTo("permitted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.localhost:8082",
                "https://bank-a.localhost:8082",
                "http://bank-a.localhost",
                "http://bank-a.localhost:8082/",
                "http://BANK-A.localhost:8082",
                "http://bank-b.localhost:8083",
                "null",
                ""
            })
    void refusesAnyOtherOriginThanTheAttestedOne(String attested) {
        assertThat(reason(verifier.verify(COMPACT, attested))).isEqualTo("origin-not-permitted");
    }

    @Test
    void refusesAnOriginThatTheBankDoesNotList() {
        String evil = "http://evil.localhost:8082";
        String request =
                Fixtures.sessionRequest(Fixtures.MINATO, evil, Fixtures.NOW).sign(REQUEST_KEY);

        assertThat(reason(verifier.verify(request, evil))).isEqualTo("origin-not-permitted");
    }

    @Test
    void refusesABankThatSignsInAnothersName() {
        String request = REQUEST.sign(Fixtures.YAMABUKI_KEYS.requestKey());
        ECKey sameId = new ECKey.Builder(SigningKeys.generate())
                .keyID(REQUEST_KEY.getKeyID())
                .build();

        assertThat(reason(verifier.verify(request, Fixtures.MINATO_ORIGIN))).isEqualTo("request-invalid");
        assertThat(reason(verifier.verify(REQUEST.sign(sameId), Fixtures.MINATO_ORIGIN)))
                .isEqualTo("request-invalid");
        assertThat(reason(verifier.verify(REQUEST.sign(Fixtures.MINATO_KEYS.eventKey()), Fixtures.MINATO_ORIGIN)))
                .isEqualTo("request-invalid");
    }

    @Test
    void refusesABankThatIsNotListed() {
        String request = Fixtures.sessionRequest("UNKNJPJT", Fixtures.MINATO_ORIGIN, Fixtures.NOW)
                .sign(REQUEST_KEY);

        assertThat(reason(verifier.verify(request, Fixtures.MINATO_ORIGIN))).isEqualTo("bank-unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "-61, request-invalid",
        "-60, permitted",
        "0, permitted",
        "299, permitted",
        "300, request-expired",
    })
    void permitsARequestWhileItLives(long secondsAfterIssue, String outcome) {
        SessionRequestVerifier later = verifierAt(Fixtures.NOW.plusSeconds(secondsAfterIssue));

        assertThat(reason(later.verify(COMPACT, Fixtures.MINATO_ORIGIN))).isEqualTo(outcome);
    }

    static Stream<Arguments> contents() {
        return Stream.of(
                change(
                        "lives longer than five minutes",
                        r -> r.put("exp", r.get("iat").asLong() + 301)),
                change("ends before it begins", r -> r.put("exp", r.get("iat").asLong())),
                change("time as text", r -> r.put("exp", "1795343700")),
                change("time with a fraction", r -> r.put("exp", 1795343700.5)),
                change("unknown policy", r -> r.put("policy", "PIN")),
                change("no policy", r -> r.remove("policy")),
                change("unknown procedure", r -> r.put("procedure", "fast")),
                change("short nonce", r -> r.put("nonce", "AAAA")),
                change("padded nonce", r -> r.put("nonce", r.get("nonce").asText() + "=")),
                change(
                        "session id in capitals",
                        r -> r.put("sid", r.get("sid").asText().toUpperCase(Locale.ROOT))),
                change("no session id", r -> r.remove("sid")),
                change("private key", r -> r.set("enc", JSON.valueToTree(Fixtures.SESSION_KEY.toJSONObject()))),
                change("key off the curve", r -> ((ObjectNode) r.get("enc"))
                        .put("x", r.get("enc").get("y").asText())),
                change("no transfer", r -> r.remove("txn")),
                change("amount as number", r -> ((ObjectNode) r.get("txn").get("instructedAmount"))
                        .put("amount", 5400)),
                change("amount 0", r -> ((ObjectNode) r.get("txn").get("instructedAmount")).put("amount", "0")),
                change("yen with decimals", r -> ((ObjectNode) r.get("txn").get("instructedAmount"))
                        .put("amount", "5400.00")),
                change("unknown currency", r -> ((ObjectNode) r.get("txn").get("instructedAmount"))
                        .put("currency", "XYZ")),
                change(
                        "line break in the payee",
                        r -> ((ObjectNode) r.get("txn").get("creditor")).put("name", "Hanaya\nBank")),
                change(
                        "direction override in the payee",
                        r -> ((ObjectNode) r.get("txn").get("creditor")).put("name", "\u202EayanaH")),
                change(
                        "lone surrogate in the payee",
                        r -> ((ObjectNode) r.get("txn").get("creditor")).put("name", "Hanaya \uD800")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contents")
    void refusesAContentThatIsNotTheProtocols(String what, Consumer<ObjectNode> change) throws Exception {
        ObjectNode content = (ObjectNode) JSON.readTree(Fixtures.payload(COMPACT));
        change.accept(content);
        String signed = CompactJws.sign(SessionRequest.TYPE, JSON.writeValueAsBytes(content), REQUEST_KEY);

        assertThat(reason(verifier.verify(signed, Fixtures.MINATO_ORIGIN)))
                .as(what)
                .isEqualTo("request-invalid");
    }

    static Stream<JWSHeader> headers() {
        return Stream.of(
                header().type(JOSEObjectType.JWT).build(),
                header().keyID(null).build(),
                header().jwk(REQUEST_KEY.toPublicJWK()).build(),
                header().jwkURL(URI.create("http://evil.localhost")).build(),
                header().customParam("x", 1).build());
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(REQUEST_KEY.getKeyID())
                .type(new JOSEObjectType(SessionRequest.TYPE));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void refusesAnyOtherHeader(JWSHeader header) throws Exception {
        String payload = new String(Fixtures.payload(COMPACT), StandardCharsets.UTF_8);
        JWSObject jws = new JWSObject(header, new Payload(payload));
        jws.sign(new ECDSASigner(REQUEST_KEY));

        assertThat(reason(verifier.verify(jws.serialize(), Fixtures.MINATO_ORIGIN)))
                .isEqualTo("request-invalid");
    }

    @Test
    void refusesEachAlteredCharacter() {
        for (int i = 0; i < COMPACT.length(); i += 7) {
            char replacement = COMPACT.charAt(i) == 'A' ? 'B' : 'A';
            String altered = COMPACT.substring(0, i) + replacement + COMPACT.substring(i + 1);

            assertThat(reason(verifier.verify(altered, Fixtures.MINATO_ORIGIN))).isNotEqualTo("permitted");
        }
    }

    @Test
    void refusesAnUnsignedRequest() {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(reason(verifier.verify(
                        header + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(Fixtures.payload(COMPACT))
                                + ".",
                        Fixtures.MINATO_ORIGIN)))
                .isEqualTo("request-invalid");
    }

    @Test
    void forgetsSessionsOnlyAfterTheyExpired() {
        SeenSessions seen = SeenSessions.inMemory();
        Instant expiry = Fixtures.NOW.plus(Duration.ofMinutes(5));

        assertThat(seen.markSeen(REQUEST.sid(), expiry, Fixtures.NOW)).isTrue();
        assertThat(seen.markSeen(REQUEST.sid(), expiry, expiry)).isFalse();
        assertThat(seen.markSeen(REQUEST.sid(), expiry, expiry.plus(Duration.ofHours(1))))
                .isTrue();
    }

    private static SessionRequestVerifier verifierAt(Instant now) {
        return new SessionRequestVerifier(
                Fixtures.bankList(), SeenSessions.inMemory(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Arguments change(String what, Consumer<ObjectNode> change) {
        return Arguments.of(what, change);
    }

    private static String reason(SessionRequestOutcome outcome) {
        return outcome instanceof SessionRequestOutcome.Refused refused
                ? refused.reason().code()
                : "permitted";
    }
}
