package dev.furikomi.card.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.jose.Base64Url;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.token.CardRegistry.RegisteredKey;
import dev.furikomi.card.token.CardTokenOutcome.Genuine;
import dev.furikomi.card.token.CardTokenOutcome.Refused;
import dev.furikomi.card.trust.BankList;
import dev.furikomi.card.trust.BankListOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bank list, session requests, certificates and signatures of another implementation, for each algorithm and policy. */
class CardTokenVectorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode FILE = read();
    private static final Instant NOW = Instant.parse(FILE.get("now").asText());
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final BankList BANKS = bankList();

    static Stream<JsonNode> vectors() {
        return StreamSupport.stream(FILE.get("vectors").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void takesWhatAnotherImplementationMade(JsonNode vector) {
        IssuedSession session = session(vector);

        Genuine proof = (Genuine) verifier(vector).verifyProof(session, token(vector, "authenticate"));
        Genuine consent = (Genuine) verifier(vector).verifyConsent(session, proof.toRecord(), token(vector, "accept"));

        assertThat(session.request().policy().wireName())
                .isEqualTo(vector.get("policy").asText());
        for (Genuine genuine : List.of(proof, consent)) {
            assertThat(genuine.institution())
                    .isEqualTo(vector.get("institution").asText());
            assertThat(genuine.accountReference())
                    .isEqualTo(vector.get("accountReference").asText());
            assertThat(genuine.cardId()).isEqualTo(vector.get("cardId").asText());
            assertThat(genuine.facts().algorithm().wireName())
                    .isEqualTo(vector.get("algorithm").asText());
            assertThat(genuine.facts().pinVerified())
                    .isEqualTo(vector.get("policy").asText().equals("pin"));
        }
        assertThat(consent.facts().acceptedTransfer())
                .contains(session.request().transfer());
        assertThat(proof.facts().acceptedTransfer()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsTheSameBytes(JsonNode vector) {
        IssuedSession session = session(vector);
        SignatureAlgorithm algorithm =
                SignatureAlgorithm.valueOf(vector.get("algorithm").asText());
        SigningContext context = vector.get("secret").isNull()
                ? SigningContext.withoutSecret(session.request(), session.compact())
                : SigningContext.of(
                        session.request(),
                        session.compact(),
                        vector.get("secret").asText());
        Transfer transfer = session.request().transfer();

        assertThat(hex(SignedBytes.authenticate(context, algorithm))).isEqualTo(digest(vector, "authenticate"));
        assertThat(hex(SignedBytes.apply(context, transfer, algorithm))).isEqualTo(digest(vector, "apply"));
        assertThat(hex(SignedBytes.accept(context, transfer, algorithm))).isEqualTo(digest(vector, "accept"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void recognisesTheCardAsItsBridgeWould(JsonNode vector) throws Exception {
        var recognised = BANKS.recognise(certificate(token(vector, "authenticate")));

        assertThat(recognised.orElseThrow().institution())
                .isEqualTo(vector.get("institution").asText());
        assertThat(recognised.orElseThrow().certificate().accountReference())
                .isEqualTo(vector.get("accountReference").asText());
    }

    /** Each token of the file, held against each session and label of the file: only those that belong together count. */
    @ParameterizedTest
    @MethodSource("vectors")
    void letsNoTokenPassForAnother(JsonNode of) {
        vectors().forEach(in -> Stream.of("authenticate", "apply", "accept").forEach(label -> {
            boolean same = of.get("name").equals(in.get("name"));
            assertThat(isTaken(of, in, label, SigningLabel.AUTHENTICATE))
                    .isEqualTo(same && label.equals("authenticate"));
            assertThat(isTaken(of, in, label, SigningLabel.ACCEPT)).isEqualTo(same && label.equals("accept"));
        }));
    }

    /** What no signature covers is made to fit; what one covers cannot be. */
    private static boolean isTaken(JsonNode of, JsonNode in, String label, SigningLabel expected) {
        IssuedSession session = session(in);
        CardToken signed = token(of, label);
        boolean proves = expected == SigningLabel.AUTHENTICATE;
        CardToken token = new CardToken(
                signed.format(),
                expected,
                session.request().sid().toString(),
                session.request().policy().slot(expected).hex(),
                signed.algorithm(),
                signed.certificate(),
                signed.signature(),
                proves && !in.get("secret").isNull() ? in.get("secret").asText() : null,
                signed.bridge());
        if (proves) {
            return verifier(of, in).verifyProof(session, token) instanceof Genuine;
        }
        Genuine proof = (Genuine) verifier(in).verifyProof(session, token(in, "authenticate"));
        return verifier(of, in).verifyConsent(session, proof.toRecord(), token) instanceof Genuine;
    }

    @Test
    void refusesBlockedCardsOtherCardsAndLateTokens() {
        JsonNode vector = FILE.get("vectors").get(1);
        IssuedSession session = session(vector);
        CardRegistry known = registry(vector);
        CardToken proof = token(vector, "authenticate");
        Genuine genuine = (Genuine) verifier(vector).verifyProof(session, proof);
        var elsewhere = new Genuine(genuine.institution(), "ref", "another card", genuine.facts());
        CardRegistry blocked =
                id -> known.find(id).map(key -> new RegisteredKey(key.cardId(), key.slot(), key.key(), true));
        CardRegistry otherSlots = id -> known.find(id)
                .map(key -> new RegisteredKey(key.cardId(), PivSlot.CARD_AUTHENTICATION, key.key(), false));
        Clock late = Clock.fixed(session.request().expiresAt(), ZoneOffset.UTC);

        assertThat(reason(verifier(blocked, CLOCK).verifyProof(session, proof))).isEqualTo("card-blocked");
        assertThat(reason(verifier(otherSlots, CLOCK).verifyProof(session, proof)))
                .isEqualTo("card-unknown");
        assertThat(reason(verifier(id -> Optional.empty(), CLOCK).verifyProof(session, proof)))
                .isEqualTo("card-unknown");
        assertThat(reason(verifier(known, late).verifyProof(session, proof))).isEqualTo("session-expired");
        assertThat(reason(verifier(vector).verifyConsent(session, elsewhere.toRecord(), token(vector, "accept"))))
                .isEqualTo("card-changed");
        assertThat(reason(
                        verifier(vector).verifyProof(session(FILE.get("vectors").get(3)), proof)))
                .isEqualTo("session-unknown");
        assertThat(reason(new CardTokenVerifier(List.of(), known, CLOCK).verifyProof(session, proof)))
                .isEqualTo("card-of-another-bank");
        assertThat(genuine.facts().toString()).doesNotContain("HN-7Q4M2K9XTB");
    }

    private static CardTokenVerifier verifier(JsonNode... vectors) {
        return verifier(registry(vectors), CLOCK);
    }

    private static CardTokenVerifier verifier(CardRegistry registry, Clock clock) {
        return new CardTokenVerifier(BANKS.banks().get(0).cardAuthorities(), registry, clock);
    }

    private static CardRegistry registry(JsonNode... vectors) {
        return keyId -> Arrays.stream(vectors)
                .flatMap(vector -> Stream.of("authenticate", "accept")
                        .map(label -> token(vector, label))
                        .map(token -> new RegisteredKey(
                                vector.get("cardId").asText(),
                                slot(token.slot()),
                                certificate(token).getPublicKey(),
                                false)))
                .filter(key -> CardCertificate.spkiSha256(key.key()).equals(keyId))
                .findFirst();
    }

    private static PivSlot slot(String hex) {
        return PivSlot.ofKeyReference(Integer.parseInt(hex, 16)).orElseThrow();
    }

    private static java.security.cert.X509Certificate certificate(CardToken token) {
        try {
            return CardCertificate.x509(Base64Url.decode(token.certificate()).orElseThrow());
        } catch (dev.furikomi.card.certificate.MalformedCertificateException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static IssuedSession session(JsonNode vector) {
        String compact = vector.get("sessionRequest").asText();
        var outcome = new SessionRequestVerifier(BANKS, SeenSessions.inMemory(), CLOCK)
                .verify(compact, "http://bank-a.localhost:8082");
        return new IssuedSession(((SessionRequestOutcome.Permitted) outcome).request(), compact);
    }

    private static JsonNode signed(JsonNode vector, String label) {
        return StreamSupport.stream(vector.get("tokens").spliterator(), false)
                .filter(signed -> signed.get("token").get("label").asText().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static CardToken token(JsonNode vector, String label) {
        return CardToken.parse(signed(vector, label).get("token").toString()).orElseThrow();
    }

    private static String digest(JsonNode vector, String label) {
        return signed(vector, label).get("digest").asText();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String reason(CardTokenOutcome outcome) {
        return outcome instanceof Refused refused ? refused.reason().code() : "genuine";
    }

    private static BankList bankList() {
        try {
            ECKey root = ECKey.parse(FILE.get("schemeRoot").toString());
            return ((BankListOutcome.Trusted)
                            BankList.verify(FILE.get("bankList").asText(), root, NOW))
                    .bankList();
        } catch (java.text.ParseException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static JsonNode read() {
        try (InputStream file = CardTokenVectorsTest.class.getResourceAsStream("/card-token-vectors.json")) {
            return JSON.readTree(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
