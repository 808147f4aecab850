package dev.furikomi.card.token;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.Fixtures;
import dev.furikomi.card.jose.Claims;
import dev.furikomi.card.jose.CompactJws;
import dev.furikomi.card.jose.MalformedClaimsException;
import dev.furikomi.card.jose.SigningKeys;
import dev.furikomi.card.trust.BankList;
import dev.furikomi.card.trust.BankListOutcome;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;

/** Bank lists, requests, envelopes and tokens from anyone: refused, or what was signed; never an exception. */
class SignedMessagesFuzzTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Fixtures.NOW);
    private static final BankList BANKS = Fixtures.bankList();
    private static final ECKey ENCRYPTION_KEY = SigningKeys.generateForEncryption();
    private static final ObjectMapper JSON = new ObjectMapper();

    @FuzzTest(maxDuration = "60s")
    void believesNoText(FuzzedDataProvider page) {
        String compact = page.consumeRemainingAsString();
        if (BankList.verify(compact, Fixtures.SCHEME.publicRoot(), Fixtures.NOW) instanceof BankListOutcome.Trusted) {
            throw new AssertionError("nobody signed this list");
        }
        if (verifier().verify(compact, Fixtures.MINATO_ORIGIN) instanceof SessionRequestOutcome.Permitted) {
            throw new AssertionError("nobody signed this request");
        }
        PaymentRequest.unverifiedMerchant(compact);
        SessionRequest session = Fixtures.sessionRequest();
        if (PasswordEnvelope.open(compact, ENCRYPTION_KEY, session.windowId(), session.sid(), session.nonce())
                instanceof PasswordEnvelopeOutcome.Opened) {
            throw new AssertionError("nobody sealed this envelope");
        }
    }

    @FuzzTest(maxDuration = "60s")
    void readsWhatAListedBankSignedOrRefusesIt(byte[] claims) {
        String compact = CompactJws.sign(SessionRequest.TYPE, claims, Fixtures.MINATO_KEYS.requestKey());
        Objects.requireNonNull(verifier().verify(compact, Fixtures.MINATO_ORIGIN));
        String list = CompactJws.sign(BankList.TYPE, claims, Fixtures.SCHEME.root());
        Objects.requireNonNull(BankList.verify(list, Fixtures.SCHEME.publicRoot(), Fixtures.NOW));
    }

    @FuzzTest(maxDuration = "30s")
    void readsClaimsOrSaysThatTheyAreMalformed(byte[] json) {
        try {
            Claims claims = Claims.parse(json);
            for (String name : claims.names()) {
                readEachWay(claims, name);
            }
        } catch (MalformedClaimsException named) {
            // Not a JSON object.
        }
    }

    @FuzzTest(maxDuration = "60s")
    void acceptsNoTokenThatACardDidNotSign(byte[] json) {
        CardToken token;
        try {
            token = JSON.readValue(json, CardToken.class);
        } catch (IOException named) {
            return; // Malformed JSON, or text in no encoding that JSON may have.
        }
        if (token == null) {
            return;
        }
        SessionRequest session = Fixtures.sessionRequest();
        String request = session.sign(Fixtures.MINATO_KEYS.requestKey());
        TokenVerifier verifier = new TokenVerifier(
                java.util.List.of(Fixtures.MINATO_KEYS.cardAuthority().certificate()), CLOCK);
        SigningContext context = SigningContext.of(session, request, token.secret() == null ? "" : token.secret());
        if (verifier.verifyProof(token, context, Fixtures.card().publicKey()) instanceof TokenOutcome.Genuine) {
            throw new AssertionError("no card signed this proof");
        }
        if (verifier.verifyAcceptance(
                        token, context, session.transfer(), Fixtures.card().publicKey())
                instanceof TokenOutcome.Genuine) {
            throw new AssertionError("no card signed this acceptance");
        }
    }

    private static SessionRequestVerifier verifier() {
        return new SessionRequestVerifier(BANKS, new SeenSessionsInMemory(), CLOCK);
    }

    private static void readEachWay(Claims claims, String name) {
        attempt(() -> claims.text(name));
        attempt(() -> claims.number(name));
        attempt(() -> claims.numericDate(name));
        attempt(() -> claims.uuid(name));
        attempt(() -> claims.bytes(name, 32));
        attempt(() -> claims.object(name));
        attempt(() -> claims.objects(name));
        attempt(() -> claims.texts(name));
        attempt(() -> claims.money(name));
        attempt(() -> claims.party(name));
        attempt(() -> claims.publicKey(name));
        attempt(() -> claims.publicKeys(name));
    }

    private static void attempt(Reading reading) {
        try {
            reading.read();
        } catch (MalformedClaimsException named) {
            // Not of this type.
        }
    }

    private interface Reading {
        Object read() throws MalformedClaimsException;
    }
}
