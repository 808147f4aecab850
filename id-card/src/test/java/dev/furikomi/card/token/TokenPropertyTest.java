package dev.furikomi.card.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.Fixtures;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.jose.SigningKeys;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.events.Procedure;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A token says one thing: made for one policy, label and slot, it is taken for these and for nothing else. */
class TokenPropertyTest {

    private static final Map<PivSlot, ECKey> KEYS = new EnumMap<>(PivSlot.class);
    private static final Map<PivSlot, CardCertificate> CERTIFICATES = new EnumMap<>(PivSlot.class);
    private static final Map<CardPolicy, IssuedSession> SESSIONS = new EnumMap<>(CardPolicy.class);
    private static final String ENVELOPE = "envelope";

    static {
        for (PivSlot slot : PivSlot.values()) {
            ECKey key = SigningKeys.generate();
            KEYS.put(slot, key);
            CERTIFICATES.put(slot, issue(key, slot));
        }
        for (CardPolicy policy : CardPolicy.values()) {
            SESSIONS.put(policy, session(policy));
        }
    }

    private final TokenVerifier verifier = new TokenVerifier(
            List.of(Fixtures.MINATO_KEYS.cardAuthority().certificate()), Clock.fixed(Fixtures.NOW, ZoneOffset.UTC));

    @Property(tries = 600)
    void isTakenForWhatItWasMadeForAlone(
            @ForAll CardPolicy madeUnder,
            @ForAll SigningLabel madeAs,
            @ForAll PivSlot signedBy,
            @ForAll PivSlot named,
            @ForAll CardPolicy heldUnder,
            @ForAll SigningLabel heldAs) {
        CardToken token = token(madeUnder, madeAs, signedBy, named, heldUnder, heldAs);

        TokenOutcome outcome = verify(token, heldUnder, heldAs);

        boolean fits =
                madeUnder == heldUnder && madeAs == heldAs && signedBy == named && named == heldUnder.slot(heldAs);
        assertThat(outcome instanceof TokenOutcome.Genuine).isEqualTo(fits);
    }

    /** Whatever of it is not signed is written so that it looks like what it is held for. */
    private static CardToken token(
            CardPolicy policy,
            SigningLabel label,
            PivSlot signedBy,
            PivSlot named,
            CardPolicy heldUnder,
            SigningLabel heldAs) {
        SigningContext context = context(policy);
        Transfer transfer = Fixtures.transfer();
        byte[] digest =
                switch (label) {
                    case AUTHENTICATE -> SignedBytes.authenticate(context);
                    case APPLY -> SignedBytes.apply(context, transfer);
                    case ACCEPT -> SignedBytes.accept(context, transfer);
                };
        CardToken honest = CardToken.acceptance(
                SESSIONS.get(policy).request().sid(),
                named,
                CERTIFICATES.get(signedBy),
                Fixtures.sign(KEYS.get(signedBy), digest),
                "1.0");
        return new CardToken(
                honest.format(),
                heldAs,
                honest.sid(),
                honest.slot(),
                honest.algorithm(),
                honest.certificate(),
                honest.signature(),
                heldUnder.demandsSecret() && heldAs == SigningLabel.AUTHENTICATE ? ENVELOPE : null,
                honest.bridge());
    }

    /** With the key that is registered for the slot which is demanded, as a bank looks it up. */
    private TokenOutcome verify(CardToken token, CardPolicy policy, SigningLabel label) {
        SigningContext context = context(policy);
        var key = CERTIFICATES.get(policy.slot(label)).publicKey();
        return switch (label) {
            case AUTHENTICATE -> verifier.verifyProof(token, policy, context, key);
            case APPLY -> verifier.verifyApplication(token, policy, context, Fixtures.transfer(), key);
            case ACCEPT -> verifier.verifyAcceptance(token, policy, context, Fixtures.transfer(), key);
        };
    }

    private static SigningContext context(CardPolicy policy) {
        IssuedSession session = SESSIONS.get(policy);
        return SigningContext.of(session.request(), session.compact(), policy.demandsSecret() ? ENVELOPE : "");
    }

    /** The same in each field but the policy. */
    private static IssuedSession session(CardPolicy policy) {
        SessionRequest r = Fixtures.sessionRequest();
        return IssuedSession.sign(
                new SessionRequest(
                        r.bic(),
                        r.origin(),
                        r.sid(),
                        r.windowId(),
                        r.nonce(),
                        r.issuedAt(),
                        r.expiresAt(),
                        r.encryptionKey(),
                        r.acceptedAuthorities(),
                        policy,
                        Procedure.STANDARD,
                        r.transfer()),
                Fixtures.MINATO_KEYS.requestKey());
    }

    private static CardCertificate issue(ECKey key, PivSlot slot) {
        try {
            return Fixtures.MINATO_KEYS
                    .cardAuthority()
                    .issue(key.toECPublicKey(), slot, Fixtures.ACCOUNT_REFERENCE, Fixtures.ONE_YEAR);
        } catch (com.nimbusds.jose.JOSEException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
