package dev.furikomi.bank.window;

import dev.furikomi.bank.card.Cards;
import dev.furikomi.bank.card.RegisteredCard;
import dev.furikomi.bank.customer.Credentials;
import dev.furikomi.bank.customer.CredentialsOutcome;
import dev.furikomi.bank.identity.BankIdentity;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.jose.Digests;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.token.CardPolicy;
import dev.furikomi.card.token.CardToken;
import dev.furikomi.card.token.SigningLabel;
import dev.furikomi.card.token.TokenOutcome;
import dev.furikomi.card.token.TokenVerifier;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * S108, S304: possession first. The card's signature is verified before anything is opened, hashed or counted. Then, under
 * the policy {@code password}, one attempt is taken, and account reference and password are checked; under {@code pin}
 * the card has checked its holder itself, and nothing is counted.
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
        this.verifier = TokenVerifier.trusting(identity.cardAuthorities(), clock);
        this.clock = clock;
    }

    Uni<StepOutcome> authenticate(Window seen, CardToken proof) {
        String jwe = proof.secret() == null ? "" : proof.secret();
        byte[] secretSha256 = Digests.sha256(jwe);
        return takeProof(seen, proof, secretSha256).chain(taken -> {
            // A repeated call is done: its window is past this step.
            if (!(taken instanceof StepOutcome.Done done) || done.window().status() != WindowStatus.CARD_RECOGNISED) {
                return Uni.createFrom().item(taken);
            }
            return verify(done.window(), proof, new Secrets(jwe, secretSha256, signatureSha256(proof)));
        });
    }

    /** One proof for each session, so that no two of them are checked at once. */
    private Uni<StepOutcome> takeProof(Window seen, CardToken proof, byte[] secretSha256) {
        return moves.move(
                        seen,
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

    /** What a proof brought, and the digests by which it is known later. */
    @SuppressWarnings("ArrayRecordComponent") // never leaves this class
    private record Secrets(String jwe, byte[] secretSha256, byte[] signatureSha256) {}

    private Uni<StepOutcome> verify(Window window, CardToken proof, Secrets secrets) {
        Optional<CardCertificate> claimed = proof.unverifiedCertificate();
        if (claimed.isEmpty()) {
            return refuse(window, WindowReason.CARD_UNREADABLE);
        }
        CardPolicy policy = window.requireSession().policy();
        PivSlot slot = policy.slot(SigningLabel.AUTHENTICATE);
        return cards.findByKey(claimed.get().keyId())
                .chain(card -> OffEventLoop.run(() -> verifier.verifyProof(
                                proof,
                                policy,
                                sessions.context(window, secrets.secretSha256()),
                                card.flatMap(registered -> registered.key(slot)).orElse(null)))
                        .chain(outcome -> outcome instanceof TokenOutcome.Refused refused
                                ? refuse(window, CardReasons.of(refused.reason()))
                                : checkHolder(window, card.orElseThrow(), policy, secrets)))
                .onFailure()
                .call(() -> giveProofBack(window));
    }

    private Uni<StepOutcome> checkHolder(Window window, RegisteredCard card, CardPolicy policy, Secrets secrets) {
        Uni<CredentialsOutcome> checked = policy.demandsSecret()
                ? credentials.check(card.cardId(), () -> sessions.open(window, secrets.jwe()))
                : credentials.checkedByCard(card.cardId());
        return checked.chain(outcome -> outcome.fold(
                right -> authenticated(window, card.cardId(), right, secrets),
                wrong -> refuse(window, WindowReason.CREDENTIALS_WRONG, wrong.attemptsLeft()),
                blocked -> refuse(window, WindowReason.CARD_BLOCKED),
                unknown -> refuse(window, WindowReason.CARD_UNKNOWN),
                busy -> giveProofBack(window).replaceWith(new StepOutcome.Busy())));
    }

    private Uni<StepOutcome> authenticated(
            Window window, String cardId, CredentialsOutcome.Right right, Secrets secrets) {
        Payer payer = new Payer(
                cardId,
                right.customerId(),
                right.accountNumber(),
                Buffer.buffer(secrets.secretSha256()),
                Buffer.buffer(secrets.signatureSha256()));
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
                        window,
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
        Payer payer = window.requirePayer();
        return window.requireSession().sid().equals(proof.sid())
                && payer.secretSha256().equals(Buffer.buffer(secretSha256))
                && Buffer.buffer(signatureSha256(proof)).equals(payer.proofSha256());
    }

    private static byte[] signatureSha256(CardToken proof) {
        return Digests.sha256(String.valueOf(proof.signature()));
    }

    /** Rolls the transaction back: another proof of this session is being checked, or the session is void. */
    private static final class ProofTwice extends RuntimeException {
        ProofTwice() {
            super(null, null, false, false);
        }
    }
}
