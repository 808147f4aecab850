package dev.furikomi.bridge.reader;

/** A reader with a card in it. */
public interface CardSlot {
    String reader();

    /** Whether a card, not necessarily the same one, is in this reader now. */
    boolean occupied() throws CardTroubleException;

    /** Connects, works with the card alone, and resets it, whatever happened. */
    <T> T visit(Visit<T> visit) throws CardTroubleException;
}
