package dev.furikomi.card.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.Fixtures;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.jose.SigningKeys;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.token.CardRegistry.RegisteredKey;
import dev.furikomi.card.trust.TrustedCardAuthority;
import dev.furikomi.events.Procedure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compiles and runs the README's example, and holds the README against it. */
class ReadmeExampleTest {

    private static final ECKey ACCEPTANCE_KEY = SigningKeys.generate();

    // What stands between these two lines is the README's.
    // example: begin
    /** One customer's purchase at your bank. */
    static final class Purchase {

        private final CardTokenVerifier verifier;
        private final IssuedSession session;
        private CardTokenOutcome.@Nullable ProofRecord proof;

        Purchase(
                List<TrustedCardAuthority> trustAnchors,
                CardRegistry yourRegister,
                InstantSource clock,
                IssuedSession session) {
            this.verifier = new CardTokenVerifier(trustAnchors, yourRegister, clock);
            this.session = session;
        }

        /** Goes to the bridge. */
        String sessionRequest() {
            return session.compact();
        }

        /** The bridge's proof: is the card here? */
        String authenticate(String json) {
            Optional<CardToken> token = CardToken.parse(json);
            if (token.isEmpty()) {
                return "card-unreadable";
            }
            CardTokenOutcome outcome = verifier.verifyProof(session, token.get());
            if (outcome instanceof CardTokenOutcome.Genuine genuine) {
                proof = genuine.toRecord();
                return "card of " + genuine.institution() + " for " + genuine.accountReference();
            }
            return ((CardTokenOutcome.Refused) outcome).reason().code();
        }

        /** The bridge's acceptance: does its holder want this transfer made? */
        String accept(String json) {
            Optional<CardToken> token = CardToken.parse(json);
            if (token.isEmpty() || proof == null) {
                return "card-unreadable";
            }
            CardTokenOutcome outcome = verifier.verifyConsent(session, proof, token.get());
            if (outcome instanceof CardTokenOutcome.Genuine genuine) {
                Transfer transfer = genuine.facts().acceptedTransfer().orElseThrow();
                return "pay " + transfer.instructedAmount().amount() + " to "
                        + transfer.creditor().account();
            }
            return ((CardTokenOutcome.Refused) outcome).reason().code();
        }
    }
    // example: end

    @Test
    void doesWhatTheReadmeSays() throws Exception {
        X509Certificate authority = Fixtures.MINATO_KEYS.cardAuthority().certificate();
        CardCertificate proving = issue(Fixtures.CARD_KEY, PivSlot.AUTHENTICATION);
        CardCertificate accepting = issue(ACCEPTANCE_KEY, PivSlot.SIGNATURE);
        CardRegistry register = keyId -> keyId.equals(proving.keyId())
                ? Optional.of(new RegisteredKey(proving.keyId(), PivSlot.AUTHENTICATION, proving.publicKey(), false))
                : Optional.of(new RegisteredKey(proving.keyId(), PivSlot.SIGNATURE, accepting.publicKey(), false));
        SessionRequest request = request();
        Purchase purchase = new Purchase(
                List.of(TrustedCardAuthority.of(authority)),
                register,
                () -> Fixtures.NOW,
                IssuedSession.sign(request, Fixtures.MINATO_KEYS.requestKey()));
        SigningContext context = SigningContext.withoutSecret(request, purchase.sessionRequest());
        CardToken proof = CardToken.proof(
                request.sid(),
                PivSlot.AUTHENTICATION,
                proving,
                Fixtures.sign(Fixtures.CARD_KEY, SignedBytes.authenticate(context)),
                null,
                "1.0");
        CardToken acceptance = CardToken.acceptance(
                request.sid(),
                PivSlot.SIGNATURE,
                accepting,
                Fixtures.sign(ACCEPTANCE_KEY, SignedBytes.accept(context, request.transfer())),
                "1.0");
        ObjectMapper json = new ObjectMapper();

        assertThat(purchase.authenticate("nonsense")).isEqualTo("card-unreadable");
        assertThat(purchase.authenticate(json.writeValueAsString(acceptance))).isEqualTo("card-unreadable");
        assertThat(purchase.authenticate(json.writeValueAsString(proof)))
                .isEqualTo("card of " + Fixtures.MINATO_KEYS.cardAuthority().spkiSha256() + " for "
                        + Fixtures.ACCOUNT_REFERENCE);
        assertThat(purchase.accept(json.writeValueAsString(proof))).isEqualTo("card-unreadable");
        assertThat(purchase.accept(json.writeValueAsString(acceptance))).isEqualTo("pay 5400 to 1000001");
    }

    @Test
    void standsInTheReadmeAsItIs() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/furikomi/card/token/ReadmeExampleTest.java"));
        String example = source.substring(
                        source.indexOf("// example: begin\n") + "// example: begin\n".length(),
                        source.indexOf("    // example: end\n"))
                .indent(-4);

        assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + example + "```\n");
    }

    private static SessionRequest request() {
        return new SessionRequest(
                Fixtures.MINATO,
                Fixtures.MINATO_ORIGIN,
                UUID.randomUUID(),
                UUID.randomUUID(),
                new byte[SessionRequest.NONCE_LENGTH],
                Fixtures.NOW,
                Fixtures.NOW.plus(SessionRequest.LIFETIME),
                Fixtures.SESSION_KEY,
                List.of(Fixtures.MINATO_KEYS.cardAuthority().spkiSha256()),
                CardPolicy.PIN,
                Procedure.STANDARD,
                Fixtures.transfer());
    }

    private static CardCertificate issue(ECKey key, PivSlot slot) throws com.nimbusds.jose.JOSEException {
        PublicKey cardKey = key.toECPublicKey();
        return Fixtures.MINATO_KEYS.cardAuthority().issue(cardKey, slot, Fixtures.ACCOUNT_REFERENCE, Fixtures.ONE_YEAR);
    }
}
