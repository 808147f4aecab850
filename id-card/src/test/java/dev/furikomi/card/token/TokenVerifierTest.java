package dev.furikomi.card.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.Fixtures;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.issuing.BankCredentials;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.jose.Base64Url;
import dev.furikomi.card.jose.Digests;
import dev.furikomi.card.jose.SigningKeys;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {

    private static final SessionRequest REQUEST = Fixtures.sessionRequest();
    private static final String COMPACT = REQUEST.sign(Fixtures.MINATO_KEYS.requestKey());
    private static final String SECRET =
            PasswordEnvelope.seal(REQUEST, Fixtures.ACCOUNT_REFERENCE, "himitsu".toCharArray());
    private static final SigningContext CONTEXT = SigningContext.of(REQUEST, COMPACT, SECRET);
    private static final Transfer TRANSFER = Fixtures.transfer();
    private static final CardCertificate CARD = Fixtures.card();

    private final TokenVerifier verifier = new TokenVerifier(
            List.of(Fixtures.MINATO_KEYS.cardAuthority().certificate()), Clock.fixed(Fixtures.NOW, ZoneOffset.UTC));

    @Test
    void takesAGenuineProofApplicationAndAcceptance() {
        assertThat(verifier.verifyProof(proof(CONTEXT), CONTEXT, CARD.publicKey()))
                .isInstanceOf(TokenOutcome.Genuine.class);
        assertThat(verifier.verifyApplication(application(CONTEXT, TRANSFER), CONTEXT, TRANSFER, CARD.publicKey()))
                .isInstanceOf(TokenOutcome.Genuine.class);
        TokenOutcome outcome =
                verifier.verifyAcceptance(acceptance(CONTEXT, TRANSFER), CONTEXT, TRANSFER, CARD.publicKey());
        assertThat(((TokenOutcome.Genuine) outcome).card().accountReference()).isEqualTo(Fixtures.ACCOUNT_REFERENCE);
    }

    static Stream<Arguments> otherContexts() {
        byte[] other = Digests.sha256("other");
        UUID id = UUID.fromString("01938b5c-3f00-7000-8000-0000000000ff");
        return Stream.of(
                context("bank", c -> copy(Fixtures.YAMABUKI, c.origin(), c.windowId(), c.nonce(), c)),
                context("origin", c -> copy(c.bic(), Fixtures.YAMABUKI_ORIGIN, c.windowId(), c.nonce(), c)),
                context("window", c -> copy(c.bic(), c.origin(), id, c.nonce(), c)),
                context(
                        "session",
                        c -> new SigningContext(
                                c.bic(),
                                c.origin(),
                                c.windowId(),
                                id,
                                c.nonce(),
                                c.sessionRequestSha256(),
                                c.secretSha256())),
                context("nonce", c -> copy(c.bic(), c.origin(), c.windowId(), other, c)),
                context(
                        "session request",
                        c -> new SigningContext(
                                c.bic(), c.origin(), c.windowId(), c.sid(), c.nonce(), other, c.secretSha256())),
                context(
                        "password envelope",
                        c -> new SigningContext(
                                c.bic(),
                                c.origin(),
                                c.windowId(),
                                c.sid(),
                                c.nonce(),
                                c.sessionRequestSha256(),
                                other)),
                // The fields are told apart, not just strung together.
                context(
                        "border between bank and origin",
                        c -> copy(
                                c.bic() + c.origin().charAt(0), c.origin().substring(1), c.windowId(), c.nonce(), c)));
    }

    @ParameterizedTest(name = "another {0}")
    @MethodSource("otherContexts")
    void refusesASignatureFromAnotherContext(String what, UnaryOperator<SigningContext> change) {
        SigningContext other = change.apply(CONTEXT);

        assertThat(reason(verifier.verifyProof(proof(other), CONTEXT, CARD.publicKey())))
                .as(what)
                .isEqualTo("card-signature-invalid");
        assertThat(reason(verifier.verifyAcceptance(acceptance(other, TRANSFER), CONTEXT, TRANSFER, CARD.publicKey())))
                .isEqualTo("card-signature-invalid");
        assertThat(reason(
                        verifier.verifyApplication(application(other, TRANSFER), CONTEXT, TRANSFER, CARD.publicKey())))
                .isEqualTo("card-signature-invalid");
    }

    static Stream<Arguments> otherTransfers() {
        Transfer t = TRANSFER;
        Party c = t.creditor();
        UUID id = UUID.fromString("01938b5c-3f00-7000-8000-0000000000ff");
        return Stream.of(
                Arguments.of("transfer id", with(id, t.merchant(), c, t.instructedAmount(), t)),
                Arguments.of("merchant", with(t.transferId(), "hanayo", c, t.instructedAmount(), t)),
                Arguments.of("payee's name", payee(new Party("Hanaya 花店", c.agent(), c.account()))),
                Arguments.of("payee's bank", payee(new Party(c.name(), Fixtures.YAMABUKI, c.account()))),
                Arguments.of("payee's account", payee(new Party(c.name(), c.agent(), "1000002"))),
                Arguments.of("border between name and bank", payee(new Party("Hanaya 花屋M", "NTOJPJT", c.account()))),
                Arguments.of("amount", with(t.transferId(), t.merchant(), c, Money.parse("5401", "JPY"), t)),
                Arguments.of("currency", with(t.transferId(), t.merchant(), c, Money.parse("54.00", "EUR"), t)),
                Arguments.of("currency alone", with(t.transferId(), t.merchant(), c, Money.parse("5400", "KRW"), t)),
                Arguments.of("order", order("HN-7Q4M2K9XTC", t.requestId(), t.expiresAt())),
                Arguments.of("request", order(t.orderNumber(), "another", t.expiresAt())),
                Arguments.of(
                        "expiry",
                        order(t.orderNumber(), t.requestId(), t.expiresAt().plusSeconds(1))));
    }

    @ParameterizedTest(name = "another {0}")
    @MethodSource("otherTransfers")
    void refusesASignatureOverAnotherTransfer(String what, Transfer other) {
        assertThat(other).as(what).isNotEqualTo(TRANSFER);
        assertThat(reason(verifier.verifyAcceptance(acceptance(CONTEXT, other), CONTEXT, TRANSFER, CARD.publicKey())))
                .isEqualTo("card-signature-invalid");
        assertThat(reason(verifier.verifyApplication(application(CONTEXT, other), CONTEXT, TRANSFER, CARD.publicKey())))
                .isEqualTo("card-signature-invalid");
    }

    @ParameterizedTest
    @CsvSource({"AUTHENTICATE, ACCEPT", "APPLY, ACCEPT", "ACCEPT, APPLY", "ACCEPT, AUTHENTICATE"})
    void refusesASignatureUnderAnotherLabel(SigningLabel signed, SigningLabel said) {
        byte[] digest = digest(signed);
        CardToken token = token(said, CARD, digest);

        assertThat(reason(verify(said, token))).isEqualTo("card-signature-invalid");
        assertThat(reason(verify(said, token(signed, CARD, digest)))).isEqualTo("card-signature-invalid");
        assertThat(verify(signed, token(signed, CARD, digest))).isInstanceOf(TokenOutcome.Genuine.class);
    }

    @Test
    void refusesACardOfAnotherBankAndOneOfAnAuthorityOfTheSameName() {
        BankCredentials impostor = BankCredentials.create(Fixtures.MINATO, "Minato Bank", Fixtures.TEN_YEARS);

        for (BankCredentials bank : List.of(Fixtures.YAMABUKI_KEYS, impostor)) {
            CardCertificate foreign = Fixtures.cardOf(bank, Fixtures.ONE_YEAR);
            CardToken token = token(SigningLabel.AUTHENTICATE, foreign, SignedBytes.authenticate(CONTEXT));

            assertThat(reason(verifier.verifyProof(token, CONTEXT, foreign.publicKey())))
                    .isEqualTo("card-of-another-bank");
        }
    }

    @ParameterizedTest
    @CsvSource({"-20, -1", "1, 20"})
    void refusesACardThatHasExpiredOrIsNotValidYet(long fromDays, long toDays) {
        CardCertificate card = Fixtures.cardOf(
                Fixtures.MINATO_KEYS,
                new Validity(Fixtures.NOW.plus(Duration.ofDays(fromDays)), Fixtures.NOW.plus(Duration.ofDays(toDays))));
        CardToken token = token(SigningLabel.AUTHENTICATE, card, SignedBytes.authenticate(CONTEXT));

        assertThat(reason(verifier.verifyProof(token, CONTEXT, card.publicKey())))
                .isEqualTo("card-expired");
    }

    @Test
    void refusesACardThatIsNotRegisteredOrWithAnotherKey() throws Exception {
        PublicKey other = SigningKeys.generate().toECPublicKey();

        assertThat(reason(verifier.verifyProof(proof(CONTEXT), CONTEXT, null))).isEqualTo("card-unknown");
        assertThat(reason(verifier.verifyProof(proof(CONTEXT), CONTEXT, other))).isEqualTo("card-unknown");
    }

    @Test
    void refusesWhoKnowsTheCertificateButHasNotTheKey() {
        ECKey thief = SigningKeys.generate();
        byte[] signature = Fixtures.sign(thief, SignedBytes.authenticate(CONTEXT));
        CardToken token = CardToken.proof(REQUEST.sid(), CARD, signature, SECRET, "1.0");

        assertThat(reason(verifier.verifyProof(token, CONTEXT, CARD.publicKey())))
                .isEqualTo("card-signature-invalid");
    }

    @Test
    void refusesEachAlteredByteOfTheSignature() {
        byte[] signature = Fixtures.sign(Fixtures.CARD_KEY, SignedBytes.authenticate(CONTEXT));
        for (int i = 0; i < signature.length; i++) {
            byte[] altered = signature.clone();
            altered[i] ^= 1;
            CardToken token = CardToken.proof(REQUEST.sid(), CARD, altered, SECRET, "1.0");

            assertThat(reason(verifier.verifyProof(token, CONTEXT, CARD.publicKey())))
                    .isEqualTo("card-signature-invalid");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64url!", "zeroes", "order"})
    void refusesWhatIsNoSignature(String text) {
        String signature =
                switch (text) {
                    case "zeroes" -> Base64Url.encode(new byte[64]);
                    case "order" ->
                        "_____wAAAAD__________7zm-q2nF56E87nKwvxjJVH_____AAAAAP__________vOb6racXnoTzucrC_GMlUQ";
                    default -> text;
                };
        CardToken genuine = proof(CONTEXT);
        CardToken token = new CardToken(
                genuine.format(),
                genuine.label(),
                genuine.sid(),
                genuine.slot(),
                genuine.algorithm(),
                genuine.certificate(),
                signature,
                genuine.secret(),
                genuine.bridge());

        assertThat(reason(verifier.verifyProof(token, CONTEXT, CARD.publicKey())))
                .isEqualTo("card-signature-invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "furikomi-card:2, 9E, ES256, card-unreadable",
        "furikomi-card:1, 9A, ES256, card-unreadable",
        "furikomi-card:1, 9E, ES384, card-unreadable",
        "furikomi-card:1, 9E, none, card-unreadable",
    })
    void refusesWhatIsNotTheProtocols(String format, String slot, String algorithm, String reason) {
        CardToken g = proof(CONTEXT);
        CardToken token = new CardToken(
                format, g.label(), g.sid(), slot, algorithm, g.certificate(), g.signature(), g.secret(), g.bridge());

        assertThat(reason(verifier.verifyProof(token, CONTEXT, CARD.publicKey())))
                .isEqualTo(reason);
    }

    /** The signature covers no secret that nobody asked for, and covers the absence of one only as an empty text. */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            label,        secret, reason
            AUTHENTICATE, -,      card-unreadable
            APPLY,        added,  card-unreadable
            ACCEPT,       added,  card-unreadable
            ACCEPT,       -,      genuine
            """)
    void takesASecretInAProofAndNowhereElse(SigningLabel label, String secret, String reason) {
        SigningContext context = label == SigningLabel.AUTHENTICATE ? SigningContext.of(REQUEST, COMPACT, "") : CONTEXT;
        byte[] digest = label == SigningLabel.AUTHENTICATE ? SignedBytes.authenticate(context) : digest(label);
        CardToken g = token(label, CARD, digest);
        CardToken token = new CardToken(
                g.format(),
                g.label(),
                g.sid(),
                g.slot(),
                g.algorithm(),
                g.certificate(),
                g.signature(),
                secret,
                g.bridge());

        TokenOutcome outcome = label == SigningLabel.AUTHENTICATE
                ? verifier.verifyProof(token, context, CARD.publicKey())
                : verify(label, token);

        assertThat(outcome instanceof TokenOutcome.Genuine ? "genuine" : reason(outcome))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "MIIB", "*"})
    void refusesWhatIsNoCertificate(String certificate) {
        CardToken g = proof(CONTEXT);
        CardToken token = new CardToken(
                g.format(), g.label(), g.sid(), g.slot(), g.algorithm(), certificate, g.signature(), null, g.bridge());

        assertThat(token.unverifiedCertificate()).isEmpty();
        assertThat(reason(verifier.verifyProof(token, CONTEXT, CARD.publicKey())))
                .isEqualTo("card-unreadable");
    }

    @Test
    void travelsAsTheJsonOfTheProtocol() throws Exception {
        ObjectMapper json = new ObjectMapper();
        CardToken proof = proof(CONTEXT);

        var tree = json.readTree(json.writeValueAsString(proof));

        assertThat(tree.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "format", "label", "sid", "slot", "algorithm", "certificate", "signature", "secret", "bridge");
        assertThat(tree.get("label").asText()).isEqualTo("authenticate");
        assertThat(json.readValue(tree.toString(), CardToken.class)).isEqualTo(proof);
        assertThat(json.readTree(json.writeValueAsString(acceptance(CONTEXT, TRANSFER)))
                        .has("secret"))
                .isFalse();
        assertThat(proof.toString()).isEqualTo("CardToken[AUTHENTICATE]");
    }

    private TokenOutcome verify(SigningLabel label, CardToken token) {
        return switch (label) {
            case AUTHENTICATE -> verifier.verifyProof(token, CONTEXT, CARD.publicKey());
            case APPLY -> verifier.verifyApplication(token, CONTEXT, TRANSFER, CARD.publicKey());
            case ACCEPT -> verifier.verifyAcceptance(token, CONTEXT, TRANSFER, CARD.publicKey());
        };
    }

    private static byte[] digest(SigningLabel label) {
        return switch (label) {
            case AUTHENTICATE -> SignedBytes.authenticate(CONTEXT);
            case APPLY -> SignedBytes.apply(CONTEXT, TRANSFER);
            case ACCEPT -> SignedBytes.accept(CONTEXT, TRANSFER);
        };
    }

    private static CardToken proof(SigningContext context) {
        return token(SigningLabel.AUTHENTICATE, CARD, SignedBytes.authenticate(context));
    }

    private static CardToken application(SigningContext context, Transfer transfer) {
        return token(SigningLabel.APPLY, CARD, SignedBytes.apply(context, transfer));
    }

    private static CardToken acceptance(SigningContext context, Transfer transfer) {
        return token(SigningLabel.ACCEPT, CARD, SignedBytes.accept(context, transfer));
    }

    private static CardToken token(SigningLabel label, CardCertificate card, byte[] digest) {
        byte[] signature = Fixtures.sign(Fixtures.CARD_KEY, digest);
        return switch (label) {
            case AUTHENTICATE -> CardToken.proof(REQUEST.sid(), card, signature, SECRET, "1.0");
            case APPLY -> CardToken.application(REQUEST.sid(), card, signature, "1.0");
            case ACCEPT -> CardToken.acceptance(REQUEST.sid(), card, signature, "1.0");
        };
    }

    private static Arguments context(String what, UnaryOperator<SigningContext> change) {
        return Arguments.of(what, change);
    }

    private static SigningContext copy(String bic, String origin, UUID windowId, byte[] nonce, SigningContext c) {
        return new SigningContext(bic, origin, windowId, c.sid(), nonce, c.sessionRequestSha256(), c.secretSha256());
    }

    private static Transfer with(UUID id, String merchant, Party creditor, Money amount, Transfer t) {
        return new Transfer(id, merchant, creditor, amount, t.orderNumber(), t.requestId(), t.expiresAt());
    }

    private static Transfer payee(Party creditor) {
        return with(TRANSFER.transferId(), TRANSFER.merchant(), creditor, TRANSFER.instructedAmount(), TRANSFER);
    }

    private static Transfer order(String number, String requestId, Instant expiresAt) {
        return new Transfer(
                TRANSFER.transferId(),
                TRANSFER.merchant(),
                TRANSFER.creditor(),
                TRANSFER.instructedAmount(),
                number,
                requestId,
                expiresAt);
    }

    private static String reason(TokenOutcome outcome) {
        return outcome instanceof TokenOutcome.Refused refused
                ? refused.reason().code()
                : "genuine";
    }
}
