package dev.furikomi.bridge.session;

/** What a person typed and nobody else may learn; closing wipes it. */
public sealed interface Secret extends AutoCloseable permits Password, Pin {
    @Override
    void close();
}
