package dev.furikomi.bank.window;

import dev.furikomi.bank.card.Cards;
import dev.furikomi.bank.card.RegisteredCard;
import dev.furikomi.bank.customer.Credentials;
import dev.furikomi.bank.customer.CredentialsOutcome;
import dev.furikomi.bank.identity.BankIdentity;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.jose.Digests;
import dev.furikomi.card.token.CardToken;
import dev.furikomi.card.token.TokenOutcome;
import dev.furikomi.card.token.TokenVerifier;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * S108, S304: possession first. The card's signature is verified before anything is opened, hashed or counted; then one
 * attempt is taken; then account reference and password are checked.
 */
@ApplicationScoped
class Authenticating {

    private static final String[] STEPS = {"S108", "S304"};

    private final WindowMoves moves;
    private final BridgeSessions sessions;
    private final Cards cards;
    private final Credentials credentials;
    private final TokenVerifier verifier;
    private final Clock clock;

    Authenticating(
            WindowMoves moves,
            BridgeSessions sessions,
            Cards cards,
            Credentials credentials,
            BankIdentity identity,
            Clock clock) {
        this.moves = moves;
        this.sessions = sessions;
        this.cards = cards;
        this.credentials = credentials;
        this.verifier = new TokenVerifier(identity.cardAuthorities(), clock);
        this.clock = clock;
    }

    Uni<StepOutcome> authenticate(UUID id, CardToken proof) {
        String jwe = proof.secret() == null ? "" : proof.secret();
        byte[] secretSha256 = Digests.sha256(jwe);
        return takeProof(id, proof, secretSha256).chain(taken -> {
            // A repeated call is done: its window is past this step.
            if (!(taken instanceof StepOutcome.Done done) || done.window().status() != WindowStatus.CARD_RECOGNISED) {
                return Uni.createFrom().item(taken);
            }
            return verify(done.window(), proof, jwe, secretSha256);
        });
    }

    /** One proof for each session, so that no two of them are checked at once. */
    private Uni<StepOutcome> takeProof(UUID id, CardToken proof, byte[] secretSha256) {
        return moves.move(
                        id,
                        WindowCall.CREDENTIALS,
                        window -> isRepeated(window, proof, secretSha256)
                                ? new StepOutcome.Done(window)
                                : new StepOutcome.OutOfOrder(window.status()),
                        (window, now) -> {
                            WindowReason reason = refusal(window.requireSession(), proof.sid(), now);
                            if (reason != null) {
                                return window.closed(reason, now, STEPS);
                            }
                            if (window.requireSession().proved()) {
                                throw new ProofTwice();
                            }
                            return window.withProofTaken(true, now);
                        })
                .onFailure(ProofTwice.class)
                .recoverWithItem(new StepOutcome.OutOfOrder(WindowStatus.CARD_RECOGNISED));
    }

    private Uni<StepOutcome> verify(Window window, CardToken proof, String jwe, byte[] secretSha256) {
        Optional<CardCertificate> claimed = proof.unverifiedCertificate();
        if (claimed.isEmpty()) {
            return refuse(window, WindowReason.CARD_UNREADABLE);
        }
        String cardId = claimed.get().cardId();
        return cards.find(cardId)
                .chain(card -> OffEventLoop.run(
                        () -> verifier.verifyProof(proof, sessions.context(window, secretSha256), key(card))))
                .chain(outcome -> outcome instanceof TokenOutcome.Refused refused
                        ? refuse(window, CardReasons.of(refused.reason()))
                        : checkSecret(window, cardId, jwe, secretSha256))
                .onFailure()
                .call(() -> giveProofBack(window));
    }

    private Uni<StepOutcome> checkSecret(Window window, String cardId, String jwe, byte[] secretSha256) {
        return credentials
                .check(cardId, () -> sessions.open(window, jwe))
                .chain(outcome -> outcome.fold(
                        right -> authenticated(window, cardId, right, secretSha256),
                        wrong -> refuse(window, WindowReason.CREDENTIALS_WRONG, wrong.attemptsLeft()),
                        blocked -> refuse(window, WindowReason.CARD_BLOCKED),
                        unknown -> refuse(window, WindowReason.CARD_UNKNOWN),
                        busy -> giveProofBack(window).replaceWith(new StepOutcome.Busy())));
    }

    private Uni<StepOutcome> authenticated(
            Window window, String cardId, CredentialsOutcome.Right right, byte[] secretSha256) {
        Payer payer = new Payer(cardId, right.customerId(), right.accountNumber(), Buffer.buffer(secretSha256));
        return moveInSession(window, (current, now) -> {
            Payer before = current.payer();
            // A window belongs to the card that it was first used with.
            boolean changed = before != null
                    && !(before.cardId().equals(cardId) && before.account().equals(payer.account()));
            return changed ? current.closed(WindowReason.CARD_CHANGED, now, STEPS) : current.authenticated(payer, now);
        });
    }

    private Uni<StepOutcome> refuse(Window window, WindowReason reason) {
        return moveInSession(window, (current, now) -> current.closed(reason, now, STEPS));
    }

    private Uni<StepOutcome> refuse(Window window, WindowReason reason, int attemptsLeft) {
        return moveInSession(
                window, (current, now) -> current.withAttemptsLeft(attemptsLeft).closed(reason, now, STEPS));
    }

    /** Nothing was counted: the same proof may come again. */
    private Uni<StepOutcome> giveProofBack(Window window) {
        return moveInSession(window, (current, now) -> current.withProofTaken(false, now));
    }

    /** A newer bridge session makes the answer to this one void, right or wrong. */
    private Uni<StepOutcome> moveInSession(
            Window window, java.util.function.BiFunction<Window, Instant, Window> decide) {
        String sid = window.requireSession().sid();
        return moves.move(
                        window.id(),
                        WindowCall.CREDENTIALS,
                        current -> new StepOutcome.OutOfOrder(current.status()),
                        (current, now) -> {
                            if (!current.requireSession().sid().equals(sid)) {
                                throw new ProofTwice();
                            }
                            return decide.apply(current, now);
                        })
                .onFailure(ProofTwice.class)
                .recoverWithItem(new StepOutcome.OutOfOrder(WindowStatus.CARD_RECOGNISED));
    }

    /** Whether a token's session is the window's live one; null when it is. */
    static @Nullable WindowReason refusal(BridgeSession session, @Nullable String sid, Instant now) {
        if (!session.sid().equals(sid)) {
            return WindowReason.SESSION_UNKNOWN;
        }
        return session.isExpired(now) ? WindowReason.SESSION_EXPIRED : null;
    }

    private static boolean isRepeated(Window window, CardToken proof, byte[] secretSha256) {
        return window.requireSession().sid().equals(proof.sid())
                && window.requirePayer().secretSha256().equals(Buffer.buffer(secretSha256));
    }

    private static @Nullable PublicKey key(Optional<RegisteredCard> card) {
        return card.map(registered -> registered.certificate().getPublicKey()).orElse(null);
    }

    /** Rolls the transaction back: another proof of this session is being checked, or the session is void. */
    private static final class ProofTwice extends RuntimeException {
        ProofTwice() {
            super(null, null, false, false);
        }
    }
}
