package dev.furikomi.bridge.reader;

/** What is done with a card while the bridge has it alone. */
public interface Visit<T> {
    T with(PivCard card) throws CardTroubleException;
}
