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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The card that a session works with: whether it is still there, and visits to it. A PC/SC service that is restarted takes
 * all cards away for a moment; that counts as taken out only when the card does not come back with the service.
 */
final class HeldCard {
    /** What a restart of the service looks like until the card is powered again. */
    private static final Set<Trouble> AWAY = Set.of(Trouble.NO_SERVICE, Trouble.REMOVED, Trouble.UNREADABLE);

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
            settle();
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
                    mayComeBack(true);
                }
                if (!AWAY.contains(e.trouble())
                        || awayUntil == null
                        || !clock.instant().isBefore(awayUntil)) {
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

    /** A card that came back may still have to be powered: the tolerance ends a little later. */
    private void settle() {
        Instant soon = clock.instant().plus(waits.service().dividedBy(5));
        if (awayUntil != null && soon.isBefore(awayUntil)) {
            awayUntil = soon;
        }
    }

    private boolean mayComeBack(boolean begins) {
        boolean over = awayUntil == null || awayUntil.plus(waits.service()).isBefore(clock.instant());
        if (over && begins) {
            awayUntil = clock.instant().plus(waits.service());
        }
        return awayUntil != null && clock.instant().isBefore(awayUntil);
    }
}
