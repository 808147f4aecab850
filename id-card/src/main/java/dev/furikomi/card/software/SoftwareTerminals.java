package dev.furikomi.card.software;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import org.jspecify.annotations.Nullable;

/** The slots of a reader directory. Insertions and removals are those between the last two calls of waitForChange. */
final class SoftwareTerminals extends CardTerminals {

    private final SoftwareReader reader;
    private final Map<Integer, SoftwareTerminal> terminals = new HashMap<>();
    private @Nullable Map<Integer, Optional<SoftwareReader.Insertion>> seen;
    private final Map<Integer, Change> changes = new HashMap<>();

    SoftwareTerminals(SoftwareReader reader) {
        this.reader = reader;
    }

    @Override
    public synchronized List<CardTerminal> list(State state) throws CardException {
        List<CardTerminal> listed = new ArrayList<>();
        for (int slot : reader.slots()) {
            SoftwareTerminal terminal = terminals.computeIfAbsent(slot, this::terminal);
            if (isIn(state, slot, terminal)) {
                listed.add(terminal);
            }
        }
        return listed;
    }

    @Override
    public synchronized boolean waitForChange(long timeout) throws CardException {
        if (reader.slots().isEmpty()) {
            throw new IllegalStateException("No terminals available");
        }
        if (seen == null) {
            seen = look();
        }
        changes.clear();
        return Polling.await(this::hasChanged, timeout);
    }

    private boolean hasChanged() {
        Map<Integer, Optional<SoftwareReader.Insertion>> before = seen == null ? Map.of() : seen;
        Map<Integer, Optional<SoftwareReader.Insertion>> now = look();
        now.forEach((slot, insertion) -> {
            Optional<SoftwareReader.Insertion> earlier = before.getOrDefault(slot, Optional.empty());
            if (!earlier.equals(insertion)) {
                changes.put(slot, new Change(earlier.isPresent(), insertion.isPresent()));
            }
        });
        before.forEach((slot, insertion) -> {
            if (!now.containsKey(slot) && insertion.isPresent()) {
                changes.put(slot, new Change(true, false));
            }
        });
        boolean readersChanged = !before.keySet().equals(now.keySet());
        seen = now;
        return readersChanged || !changes.isEmpty();
    }

    private Map<Integer, Optional<SoftwareReader.Insertion>> look() {
        Map<Integer, Optional<SoftwareReader.Insertion>> now = new HashMap<>();
        reader.slots().forEach(slot -> now.put(slot, reader.insertion(slot)));
        return now;
    }

    private boolean isIn(State state, int slot, SoftwareTerminal terminal) {
        Change change = changes.get(slot);
        return switch (state) {
            case ALL -> true;
            case CARD_PRESENT -> terminal.isCardPresent();
            case CARD_ABSENT -> !terminal.isCardPresent();
            // Before the first wait nothing is known of earlier; then what is there counts as inserted.
            case CARD_INSERTION -> seen == null ? terminal.isCardPresent() : change != null && change.inserted;
            case CARD_REMOVAL -> change != null && change.removed;
        };
    }

    private SoftwareTerminal terminal(int slot) {
        return new SoftwareTerminal(reader, slot);
    }

    /** A card that was taken out and put back between two looks is both. */
    private record Change(boolean removed, boolean inserted) {}
}
