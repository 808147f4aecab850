package dev.furikomi.bridge.reader;

import java.time.Duration;

/** A reader with a card in it. */
public interface CardSlot {
    /** As the system names it. For the person in front of it alone: the name may hold a serial number. */
    String reader();

    /** Whether a card, not necessarily the same one, is in this reader now. */
    boolean occupied() throws CardTroubleException;

    /** Connects, works with the card alone, and resets it, whatever happened. */
    <T> T visit(Patience patience, Visit<T> visit) throws CardTroubleException;

    /** How long a visit may take, and whether it is still wanted. */
    record Patience(Duration deadline, LookOut lookOut) {}

    /** Asked again and again while a visit lasts. */
    interface LookOut {
        /**
         * False gives the visit up: nothing more is sent to the card.
         *
         * @param held whether another program still holds the card, as far as one can tell
         */
        boolean goesOn(boolean held);
    }
}
