package dev.furikomi.card.token;

import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.jose.Base64Url;
import dev.furikomi.card.jose.Digests;
import dev.furikomi.card.token.CardRegistry.RegisteredKey;
import dev.furikomi.card.token.CardTokenOutcome.Genuine;
import dev.furikomi.card.token.CardTokenOutcome.ProofRecord;
import dev.furikomi.card.token.CardTokenOutcome.ProvenFacts;
import dev.furikomi.card.token.CardTokenOutcome.Reason;
import dev.furikomi.card.token.CardTokenOutcome.Refused;
import dev.furikomi.card.trust.TrustedCardAuthority;
import dev.furikomi.events.Procedure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What a bank's server needs to believe a card: session, token, trust anchors and register in, proven facts or a named
 * refusal out. Holds no state, so it is thread-safe as far as the register is; blocking and CPU-bound, so it is not for
 * event loops. Whether a session was answered before is the caller's to remember.
 */
public final class CardTokenVerifier {

    private final TokenVerifier verifier;
    private final CardRegistry registry;
    private final InstantSource clock;

    /** {@code trustAnchors} are the authorities whose cards this bank takes, each one an issuer of cards itself. */
    public CardTokenVerifier(List<TrustedCardAuthority> trustAnchors, CardRegistry registry, InstantSource clock) {
        this.verifier = TokenVerifier.trusting(trustAnchors, clock);
        this.registry = registry;
        this.clock = clock;
    }

    /** S304: the card is here, in this session. Under the policy {@code password} the password is still to be checked. */
    public CardTokenOutcome verifyProof(IssuedSession session, CardToken token) {
        String secret = token.secret() == null ? "" : token.secret();
        return verify(session, token, SigningLabel.AUTHENTICATE, Digests.sha256(secret));
    }

    /**
     * S110, or S109 of the short procedure: the card that proved itself in this session accepts the session's transfer.
     *
     * @param proof what was kept of {@link #verifyProof}
     */
    public CardTokenOutcome verifyConsent(IssuedSession session, ProofRecord proof, CardToken token) {
        Optional<byte[]> secretSha256 = Base64Url.decode(proof.secretSha256());
        if (!session.request().sid().toString().equals(proof.sid()) || secretSha256.isEmpty()) {
            return new Refused(Reason.SESSION_UNKNOWN);
        }
        SigningLabel label =
                session.request().procedure() == Procedure.SHORT ? SigningLabel.APPLY : SigningLabel.ACCEPT;
        CardTokenOutcome outcome = verify(session, token, label, secretSha256.get());
        return outcome instanceof Genuine genuine && !genuine.cardId().equals(proof.cardId())
                ? new Refused(Reason.CARD_CHANGED)
                : outcome;
    }

    private CardTokenOutcome verify(IssuedSession session, CardToken token, SigningLabel label, byte[] secretSha256) {
        SessionRequest request = session.request();
        Instant now = clock.instant();
        if (!request.sid().toString().equals(token.sid())) {
            return new Refused(Reason.SESSION_UNKNOWN);
        }
        if (!now.isBefore(request.expiresAt())) {
            return new Refused(Reason.SESSION_EXPIRED);
        }
        Optional<RegisteredKey> registered = token.unverifiedCertificate()
                .map(CardCertificate::keyId)
                .flatMap(registry::find)
                .filter(key -> key.slot() == request.policy().slot(label));
        SigningContext context = new SigningContext(
                request.bic(),
                request.origin(),
                request.windowId(),
                request.sid(),
                request.nonce(),
                Digests.sha256(session.compact()),
                secretSha256);
        TokenOutcome outcome = verifier.verify(
                token,
                new TokenVerifier.Expected(
                        request.policy(), label, context, label.namesTransfer() ? request.transfer() : null),
                registered.map(RegisteredKey::key).orElse(null));
        if (outcome instanceof TokenOutcome.Genuine genuine && registered.isPresent()) {
            return registered.get().blocked()
                    ? new Refused(Reason.CARD_BLOCKED)
                    : genuine(
                            genuine,
                            registered.get(),
                            new ProvenFacts(
                                    label,
                                    request.policy(),
                                    registered.get().slot(),
                                    genuine.card().algorithm(),
                                    request.sid().toString(),
                                    Base64Url.encode(secretSha256),
                                    label.namesTransfer() ? request.transfer() : null,
                                    now));
        }
        return new Refused(
                outcome instanceof TokenOutcome.Refused refused ? Reason.of(refused.reason()) : Reason.CARD_UNKNOWN);
    }

    private static Genuine genuine(TokenOutcome.Genuine genuine, RegisteredKey key, ProvenFacts facts) {
        boolean elsewhere = genuine.card().purpose().isEmpty();
        return new Genuine(
                genuine.institution(),
                elsewhere ? key.cardId() : genuine.card().accountReference(),
                key.cardId(),
                facts);
    }
}
