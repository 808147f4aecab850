package dev.furikomi.bridge.session;

import dev.furikomi.bridge.reader.CardSlot;
import dev.furikomi.bridge.reader.CardTroubleException;
import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import dev.furikomi.bridge.reader.Visit;
import dev.furikomi.bridge.session.Dialogue.Step;
import dev.furikomi.card.token.SigningLabel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The card that a session works with: whether it is still there, and visits to it. A PC/SC service that is restarted takes
 * all cards away for a moment; that counts as taken out only when the card does not come back with the service.
 */
final class HeldCard {
    private final CardSlot slot;
    private final CardPapers card;
    private final SessionPapers papers;
    private final Visits visits;
    private final InstantSource clock;
    private final Waits waits;
    private @Nullable Instant awayUntil;

    HeldCard(CardSlot slot, CardPapers card, SessionPapers papers, Visits visits, InstantSource clock, Waits waits) {
        this.slot = slot;
        this.card = card;
        this.papers = papers;
        this.visits = visits;
        this.clock = clock;
        this.waits = waits;
    }

    CardPapers papers() {
        return card;
    }

    /** Whether a card is in the reader, as far as one can tell. */
    boolean isThere() {
        try {
            require();
            return true;
        } catch (RefusedException gone) {
            return false;
        }
    }

    void require() throws RefusedException {
        boolean occupied;
        try {
            occupied = slot.occupied();
        } catch (CardTroubleException noService) {
            if (!mayComeBack(true)) {
                throw new RefusedException(RefusalCode.NO_READER, "The PC/SC service went away.");
            }
            return;
        }
        if (occupied) {
            awayUntil = null;
        } else if (!mayComeBack(false)) {
            throw new RefusedException(RefusalCode.CARD_REMOVED, "The card was taken out.");
        }
    }

    /** Reads the certificate of the key that is to sign again, so that a card that was swapped gets neither PIN nor password. */
    void requireSame(SigningLabel label) throws RefusedException, CardTroubleException {
        visit(waits.visit(), Step.CHECKING, visited -> {
            papers.requireSame(visited, card, label);
            return true;
        });
    }

    /** Begins again when the service went away meanwhile: a signature that nobody got is worth nothing. */
    <T> T visit(Duration deadline, Step meanwhile, Visit<T> visit) throws RefusedException, CardTroubleException {
        while (true) {
            try {
                return visitOnce(deadline, meanwhile, visit);
            } catch (CardTroubleException e) {
                if (e.trouble() == Trouble.NO_SERVICE) {
                    awayUntil = awayUntil == null ? clock.instant().plus(waits.service()) : awayUntil;
                }
                boolean away = e.trouble() == Trouble.NO_SERVICE || e.trouble() == Trouble.REMOVED;
                if (!away || awayUntil == null || !clock.instant().isBefore(awayUntil)) {
                    throw e;
                }
                visits.pause();
            }
        }
    }

    /** For what must not happen twice, such as a try of the PIN. */
    <T> T visitOnce(Duration deadline, Step meanwhile, Visit<T> visit) throws RefusedException, CardTroubleException {
        return visits.visit(slot, deadline, meanwhile, visit);
    }

    private boolean mayComeBack(boolean begins) {
        if (awayUntil == null && begins) {
            awayUntil = clock.instant().plus(waits.service());
        }
        return awayUntil != null && clock.instant().isBefore(awayUntil);
    }
}
