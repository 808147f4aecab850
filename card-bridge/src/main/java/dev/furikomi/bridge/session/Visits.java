package dev.furikomi.bridge.session;

import dev.furikomi.bridge.reader.CardSlot;
import dev.furikomi.bridge.reader.CardSlot.Patience;
import dev.furikomi.bridge.reader.CardTroubleException;
import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import dev.furikomi.bridge.reader.Visit;
import dev.furikomi.bridge.session.Dialogue.Step;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Visits to cards while the session is watched: who cancels need not wait for a reader, and who waits is told why. */
final class Visits {
    private static final Duration BUSY_IS_SAID_AFTER = Duration.ofSeconds(1);

    private final Dialogue dialogue;
    private final Await.LookOut lookOut;
    private final Duration glance;

    Visits(Dialogue dialogue, Await.LookOut lookOut, Duration glance) {
        this.dialogue = dialogue;
        this.lookOut = lookOut;
        this.glance = glance;
    }

    /** Says it when another program holds the card, and takes that back with {@code meanwhile} when it lets go. */
    <T> T visit(CardSlot slot, Duration deadline, Step meanwhile, Visit<T> visit)
            throws RefusedException, CardTroubleException {
        AtomicReference<RefusedException> refusal = new AtomicReference<>();
        BusyNotice notice = new BusyNotice(meanwhile);
        Patience patience = new Patience(deadline, held -> {
            notice.look(held);
            try {
                lookOut.look();
                return true;
            } catch (RefusedException over) {
                refusal.set(over);
                return false;
            }
        });
        try {
            return slot.visit(patience, visit);
        } catch (CardTroubleException e) {
            if (e.trouble() == Trouble.GIVEN_UP && refusal.get() != null) {
                throw refusal.get();
            }
            throw e;
        }
    }

    void check() throws RefusedException {
        lookOut.look();
    }

    void pause() throws RefusedException {
        lookOut.look();
        Await.glance(glance);
    }

    /** Shown once, after a moment: each visit waits a little for the reader. */
    private final class BusyNotice {
        private final long begun = System.nanoTime();
        private final Step meanwhile;
        private boolean shown;

        BusyNotice(Step meanwhile) {
            this.meanwhile = meanwhile;
        }

        void look(boolean held) {
            if (held && !shown && System.nanoTime() - begun >= BUSY_IS_SAID_AFTER.toNanos()) {
                shown = true;
                dialogue.show(Step.READER_BUSY);
            } else if (!held && shown) {
                shown = false;
                dialogue.show(meanwhile);
            }
        }
    }
}
