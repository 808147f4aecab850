package dev.furikomi.card.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.Fixtures;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.issuing.BankCredentials;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.jose.Base64Url;
import dev.furikomi.card.jose.SigningKeys;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest extends TokensOfACard {

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
}
