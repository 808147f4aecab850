package dev.furikomi.bridge.session;

import dev.furikomi.bridge.reader.CardDesk;
import dev.furikomi.bridge.reader.CardSlot;
import dev.furikomi.bridge.reader.CardTroubleException;
import dev.furikomi.bridge.session.Dialogue.CardState;
import dev.furikomi.bridge.session.Dialogue.Step;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the card to work with: waits for a reader, then for a card; of several cards the asking bank's comes first. */
final class CardSearch {
    private final CardDesk desk;
    private final SessionPapers papers;
    private final Dialogue dialogue;
    private final InstantSource clock;
    private final Waits waits;
    private @Nullable Step shown;

    CardSearch(CardDesk desk, SessionPapers papers, Dialogue dialogue, InstantSource clock, Waits waits) {
        this.desk = desk;
        this.papers = papers;
        this.dialogue = dialogue;
        this.clock = clock;
        this.waits = waits;
    }

    Found find(Await.LookOut lookOut) throws RefusedException, CardTroubleException {
        Instant noReaderAt = clock.instant().plus(waits.reader());
        Instant noCardAt = clock.instant().plus(waits.card());
        while (true) {
            lookOut.look();
            CardDesk.Look look = desk.look();
            if (!look.inserted().isEmpty()) {
                show(Step.READING_CARD);
                return read(look.inserted());
            }
            if (look.anyReader()) {
                noReaderAt = clock.instant().plus(waits.reader());
                refuseAfter(noCardAt, RefusalCode.NO_CARD, "No card was inserted.");
                show(Step.INSERT_CARD);
            } else {
                refuseAfter(noReaderAt, RefusalCode.NO_READER, "No card reader was found.");
                show(Step.CONNECT_READER);
            }
            Await.glance(waits.glance());
        }
    }

    private void show(Step step) {
        if (shown != step) {
            shown = step;
            dialogue.show(step);
            if (step == Step.INSERT_CARD) {
                dialogue.card(CardState.WAITING);
            }
        }
    }

    private void refuseAfter(Instant deadline, RefusalCode code, String message) throws RefusedException {
        if (!clock.instant().isBefore(deadline)) {
            throw new RefusedException(code, message);
        }
    }

    /** A card that cannot be read counts only when there is none that can. */
    private Found read(List<CardSlot> slots) throws RefusedException, CardTroubleException {
        Found other = null;
        CardTroubleException unreadable = null;
        for (CardSlot slot : slots) {
            try {
                Found found = new Found(slot, readPatiently(slot));
                if (papers.accepts(found.card())) {
                    return found;
                }
                other = other == null ? found : other;
            } catch (CardTroubleException trouble) {
                unreadable = trouble;
            }
        }
        if (other != null) {
            return other;
        }
        throw java.util.Objects.requireNonNull(unreadable);
    }

    /** A card that slid in a moment ago may not have its contacts yet: it is asked twice. */
    private CardPapers readPatiently(CardSlot slot) throws RefusedException, CardTroubleException {
        try {
            return slot.visit(papers::read);
        } catch (CardTroubleException first) {
            if (first.trouble() != CardTroubleException.Trouble.UNREADABLE) {
                throw first;
            }
            Await.glance(waits.glance());
            return slot.visit(papers::read);
        }
    }

    /** A readable card and the reader that it is in. */
    record Found(CardSlot slot, CardPapers card) {}
}
