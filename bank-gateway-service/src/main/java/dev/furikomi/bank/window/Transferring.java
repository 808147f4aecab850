package dev.furikomi.bank.window;

import dev.furikomi.bank.card.Cards;
import dev.furikomi.bank.card.RegisteredCard;
import dev.furikomi.bank.identity.BankIdentity;
import dev.furikomi.bank.transfer.AcceptanceOutcome;
import dev.furikomi.bank.transfer.Transfers;
import dev.furikomi.bank.transfer.WindowTurn;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.token.CardPolicy;
import dev.furikomi.card.token.CardToken;
import dev.furikomi.card.token.SigningContext;
import dev.furikomi.card.token.SigningLabel;
import dev.furikomi.card.token.TokenOutcome;
import dev.furikomi.card.token.TokenVerifier;
import dev.furikomi.card.token.Transfer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * S109 to S307: the transfer is held against the payment request and checked; the card signs it, and it is made. The
 * signature counts only with the card and the bridge session of S304, with the key that the session's policy demands, and
 * covers the password JWE that S304 took.
 */
@ApplicationScoped
class Transferring {

    private static final String[] APPLICATION_STEPS = {"S109", "S305"};
    private static final String[] ACCEPTANCE_STEPS = {"S110"};

    private final Windows windows;
    private final WindowMoves moves;
    private final WindowTurns turns;
    private final BridgeSessions sessions;
    private final Cards cards;
    private final Transfers transfers;
    private final TokenVerifier verifier;
    private final Clock clock;

    Transferring(
            Windows windows,
            WindowMoves moves,
            WindowTurns turns,
            BridgeSessions sessions,
            Cards cards,
            Transfers transfers,
            BankIdentity identity,
            Clock clock) {
        this.windows = windows;
        this.moves = moves;
        this.turns = turns;
        this.sessions = sessions;
        this.cards = cards;
        this.transfers = transfers;
        this.verifier = TokenVerifier.trusting(identity.cardAuthorities(), clock);
        this.clock = clock;
    }

    /** S305 of the standard procedure. */
    Uni<StepOutcome> request(Window seen, ShownTransfer shown) {
        UUID id = seen.id();
        return turns.inTurn(seen, WindowCall.TRANSFER, window -> {
            if (!shown.isThatOf(window)) {
                return alter(id);
            }
            return transfers
                    .check(
                            window.toApplication(),
                            connection -> turns.take(connection, window, WindowCall.TRANSFER, Window::requested))
                    .chain(outcome -> outcome.fold(
                            requested -> done(id),
                            refused -> moves.refuse(
                                    id, WindowCall.TRANSFER, WindowReason.of(refused.refusal()), APPLICATION_STEPS)));
        });
    }

    /** S305 of the short procedure: the card's signature over the transfer applies for it and accepts it in one. */
    Uni<StepOutcome> apply(Window seen, ShownTransfer shown, CardToken application) {
        return turns.inTurn(
                seen,
                WindowCall.APPLICATION,
                window -> shown.isThatOf(window) ? make(window, application, SigningLabel.APPLY) : alter(seen.id()));
    }

    /** S110. */
    Uni<StepOutcome> accept(Window seen, CardToken acceptance) {
        return turns.inTurn(seen, WindowCall.ACCEPTANCE, window -> make(window, acceptance, SigningLabel.ACCEPT));
    }

    private Uni<StepOutcome> make(Window window, CardToken token, SigningLabel label) {
        WindowCall call = label == SigningLabel.APPLY ? WindowCall.APPLICATION : WindowCall.ACCEPTANCE;
        WindowReason refusal = Authenticating.refusal(window.requireSession(), token.sid(), clock.instant());
        if (refusal != null) {
            return refuse(window, call, refusal);
        }
        Optional<CardCertificate> claimed = token.unverifiedCertificate();
        if (claimed.isEmpty()) {
            return refuse(window, call, WindowReason.CARD_UNREADABLE);
        }
        Payer payer = window.requirePayer();
        SigningContext context = sessions.context(window, BridgeSessions.bytes(payer.secretSha256()));
        return cards.findByKey(claimed.get().keyId()).chain(registered -> {
            if (isOfAnotherCard(registered, payer, window.requireSession().policy())) {
                return refuse(window, call, WindowReason.CARD_CHANGED);
            }
            if (registered.map(RegisteredCard::blocked).orElse(false)) {
                return refuse(window, call, WindowReason.CARD_BLOCKED);
            }
            return OffEventLoop.run(() -> verify(window, token, label, context, registered))
                    .chain(outcome -> outcome instanceof TokenOutcome.Refused refused
                            ? refuse(window, call, CardReasons.of(refused.reason()))
                            : transfer(window, call, Evidence.json(window, token, context)));
        });
    }

    /** A card with one key is told from another by that key, registered or not. */
    private static boolean isOfAnotherCard(Optional<RegisteredCard> card, Payer payer, CardPolicy policy) {
        return card.map(registered -> !registered.cardId().equals(payer.cardId()))
                .orElse(policy == CardPolicy.PASSWORD);
    }

    private TokenOutcome verify(
            Window window,
            CardToken token,
            SigningLabel label,
            SigningContext context,
            Optional<RegisteredCard> registered) {
        CardPolicy policy = window.requireSession().policy();
        Transfer transfer = BridgeSessions.transfer(window);
        PublicKey key = registered.flatMap(card -> card.key(policy.slot(label))).orElse(null);
        return label == SigningLabel.APPLY
                ? verifier.verifyApplication(token, policy, context, transfer, key)
                : verifier.verifyAcceptance(token, policy, context, transfer, key);
    }

    private Uni<StepOutcome> transfer(Window window, WindowCall call, String evidence) {
        WindowTurn turn = new WindowTurn(window.id(), window.requireSession().sid(), window.procedure());
        return transfers.accept(window.toApplication(), evidence, turn).chain(outcome -> {
            if (outcome instanceof AcceptanceOutcome.Refused refused) {
                return refuse(window, call, WindowReason.of(refused.refusal()));
            }
            if (outcome instanceof AcceptanceOutcome.TurnLost) {
                return turns.lost();
            }
            return outcome instanceof AcceptanceOutcome.Busy
                    ? Uni.createFrom().item(new StepOutcome.Busy())
                    : turns.execute(window.id(), window.transferId());
        });
    }

    private Uni<StepOutcome> alter(UUID id) {
        return moves.move(
                id,
                WindowCall.CLOSURE,
                (window, now) -> window.closed(WindowReason.TRANSFER_ALTERED, now, APPLICATION_STEPS));
    }

    private Uni<StepOutcome> refuse(Window window, WindowCall call, WindowReason reason) {
        return moves.refuse(
                window.id(), call, reason, call == WindowCall.ACCEPTANCE ? ACCEPTANCE_STEPS : APPLICATION_STEPS);
    }

    private Uni<StepOutcome> done(UUID id) {
        return windows.find(id).map(window -> new StepOutcome.Done(window.orElseThrow()));
    }
}
