package dev.furikomi.bridge.session;

import dev.furikomi.bridge.reader.CardDesk;
import dev.furikomi.bridge.reader.CardSlot;
import dev.furikomi.bridge.reader.CardTroubleException;
import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import dev.furikomi.bridge.reader.PivCard;
import dev.furikomi.bridge.reader.Visit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One reader whose card a test puts in, takes out and changes; it counts visits and looks. */
final class TestReader implements CardDesk, CardSlot {
    private final String name;
    private volatile boolean plugged = true;
    private volatile Trouble trouble;
    private volatile PivCard card;
    private volatile Runnable duringVisit = () -> {};
    final AtomicInteger accesses = new AtomicInteger();

    TestReader() {
        this("Test reader");
    }

    TestReader(String name) {
        this.name = name;
    }

    /** Whatever is asked of the reader fails like this; null: no more. */
    void has(Trouble now) {
        trouble = now;
    }

    void insert(PivCard inserted) {
        card = inserted;
    }

    void remove() {
        card = null;
    }

    void unplug() {
        plugged = false;
        card = null;
    }

    void duringVisit(Runnable what) {
        duringVisit = what;
    }

    @Override
    public Look look() {
        accesses.incrementAndGet();
        return new Look(plugged ? 1 : 0, card == null ? List.of() : List.of(this));
    }

    @Override
    public String reader() {
        return name;
    }

    @Override
    public boolean occupied() throws CardTroubleException {
        require();
        return card != null;
    }

    @Override
    public <T> T visit(Patience patience, Visit<T> visit) throws CardTroubleException {
        accesses.incrementAndGet();
        require();
        duringVisit.run();
        PivCard visited = card;
        if (visited == null) {
            throw new CardTroubleException(Trouble.REMOVED, "No card.");
        }
        return visit.with(visited);
    }

    private void require() throws CardTroubleException {
        Trouble now = trouble;
        if (now != null) {
            throw new CardTroubleException(now, "As the test has it.");
        }
    }
}
