package dev.furikomi.bridge.session;

import dev.furikomi.bridge.reader.CardDesk;
import dev.furikomi.bridge.reader.CardDesk.Look;
import dev.furikomi.bridge.reader.CardSlot;
import dev.furikomi.bridge.reader.CardTroubleException;
import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import dev.furikomi.bridge.session.Dialogue.CardState;
import dev.furikomi.bridge.session.Dialogue.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the card to work with: waits for a reader, then for a card. The card of an authority that the asking bank accepts
 * wins over any other, one that is valid over one that has expired, and of several the person chooses.
 */
final class CardSearch {
    private final CardDesk desk;
    private final SessionPapers papers;
    private final Dialogue dialogue;
    private final Visits visits;
    private final InstantSource clock;
    private final Waits waits;
    private final Map<String, Reading> readings = new HashMap<>();
    private final Set<String> thereFromTheStart = new HashSet<>();
    private boolean begun;
    private @Nullable Step shown;

    CardSearch(
            CardDesk desk, SessionPapers papers, Dialogue dialogue, Visits visits, InstantSource clock, Waits waits) {
        this.desk = desk;
        this.papers = papers;
        this.dialogue = dialogue;
        this.visits = visits;
        this.clock = clock;
        this.waits = waits;
    }

    Found find() throws RefusedException, CardTroubleException {
        Instant begin = clock.instant();
        Instant noReaderAt = begin.plus(waits.reader());
        while (true) {
            Look look = look();
            Optional<Found> found = look.inserted().isEmpty() ? Optional.empty() : amongst(look, begin);
            if (found.isPresent()) {
                return found.get();
            }
            if (look.anyReader()) {
                noReaderAt = clock.instant().plus(waits.reader());
                refuseAfter(begin.plus(waits.card()), RefusalCode.NO_CARD, "No card was inserted.");
                show(look.inserted().isEmpty() ? Step.INSERT_CARD : Step.INSERT_OTHER_CARD);
            } else {
                refuseAfter(noReaderAt, RefusalCode.NO_READER, "No card reader was found.");
                show(Step.CONNECT_READER);
            }
            visits.pause();
        }
    }

    /** A service that hangs is as good as no reader. */
    private Look look() {
        Look look;
        try {
            look = desk.look();
        } catch (CardTroubleException hangs) {
            look = new Look(0, List.of());
        }
        Set<String> inserted = new HashSet<>();
        look.inserted().forEach(slot -> inserted.add(slot.reader()));
        readings.keySet().retainAll(inserted);
        thereFromTheStart.retainAll(inserted);
        if (!begun) {
            thereFromTheStart.addAll(inserted);
            begun = true;
        }
        return look;
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

    /** Empty while it is worth waiting for another card, or for the service to come back. */
    private Optional<Found> amongst(Look look, Instant begin) throws RefusedException, CardTroubleException {
        for (CardSlot slot : look.inserted()) {
            if (!readings.containsKey(slot.reader())
                    && !read(slot, look.inserted().size() > 1)) {
                return Optional.empty();
            }
        }
        List<Found> fitting = readings.values().stream()
                .flatMap(reading -> reading.found().stream())
                .filter(found -> papers.accepts(found.card()))
                .toList();
        if (!fitting.isEmpty()) {
            return choose(fitting, look);
        }
        boolean mayComeYet = look.hasEmptyReader()
                && thereFromTheStart.containsAll(readings.keySet())
                && clock.instant().isBefore(begin.plus(waits.otherCard()));
        return mayComeYet ? Optional.empty() : Optional.of(instead());
    }

    /** What is there without being the bank's: a card that another program holds could be, one that reads is better than none. */
    private Found instead() throws CardTroubleException {
        for (Reading reading : readings.values()) {
            if (reading.trouble() != null && reading.trouble().trouble() == Trouble.BUSY) {
                throw reading.trouble();
            }
        }
        Optional<Found> other = readings.values().stream()
                .flatMap(reading -> reading.found().stream())
                .findFirst();
        if (other.isPresent()) {
            return other.get();
        }
        throw java.util.Objects.requireNonNull(
                readings.values().iterator().next().trouble());
    }

    /** False when the service went away meanwhile. With several readers a card that is held elsewhere does not keep the others waiting. */
    private boolean read(CardSlot slot, boolean amongOthers) throws RefusedException {
        show(Step.READING_CARD);
        Duration deadline = amongOthers ? waits.visit().dividedBy(5) : waits.visit();
        try {
            readings.put(slot.reader(), new Reading(Optional.of(readPatiently(slot, deadline)), null));
        } catch (CardTroubleException trouble) {
            if (trouble.trouble() == Trouble.NO_SERVICE) {
                return false;
            }
            readings.put(slot.reader(), new Reading(Optional.empty(), trouble));
        }
        return true;
    }

    /** A card that slid in a moment ago may not have its contacts yet: it is asked twice. */
    private Found readPatiently(CardSlot slot, Duration deadline) throws RefusedException, CardTroubleException {
        try {
            return new Found(slot, visits.visit(slot, deadline, Step.READING_CARD, papers::read));
        } catch (CardTroubleException first) {
            if (first.trouble() != Trouble.UNREADABLE) {
                throw first;
            }
            visits.pause();
            return new Found(slot, visits.visit(slot, deadline, Step.READING_CARD, papers::read));
        }
    }

    private Optional<Found> choose(List<Found> fitting, Look look) throws RefusedException, CardTroubleException {
        Instant now = clock.instant();
        List<Found> valid =
                fitting.stream().filter(found -> !found.card().isExpiredAt(now)).toList();
        List<Found> pool = new ArrayList<>(valid.isEmpty() ? fitting : valid);
        pool.sort(java.util.Comparator.comparing(found -> found.slot().reader()));
        if (pool.size() == 1) {
            return Optional.of(pool.get(0));
        }
        shown = null;
        var asked = dialogue.askCard(pool.stream()
                .map(found -> new CardChoice(
                        found.slot().reader(),
                        found.card().validUntil(),
                        found.card().isExpiredAt(now)))
                .toList());
        // Whoever takes the other card out has answered as well.
        Optional<Integer> chosen = Await.unless(asked, waits.glance(), visits::check, () -> !isSame(look, look()));
        return chosen.filter(place -> place >= 0 && place < pool.size()).isPresent()
                ? Optional.of(again(pool.get(chosen.get())))
                : Optional.empty();
    }

    private static boolean isSame(Look before, Look now) {
        return before.inserted().stream()
                .map(CardSlot::reader)
                .toList()
                .equals(now.inserted().stream().map(CardSlot::reader).toList());
    }

    /** While the person thought, the card may have been swapped. */
    private Found again(Found chosen) throws RefusedException, CardTroubleException {
        show(Step.READING_CARD);
        Found now = readPatiently(chosen.slot(), waits.visit());
        if (!now.card().certificates().equals(chosen.card().certificates())) {
            throw new CardTroubleException(Trouble.CHANGED, "Another card is in the reader.");
        }
        return now;
    }

    /** A readable card and the reader that it is in. */
    record Found(CardSlot slot, CardPapers card) {}

    private record Reading(Optional<Found> found, @Nullable CardTroubleException trouble) {}
}
