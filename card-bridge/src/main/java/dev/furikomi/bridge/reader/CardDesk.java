package dev.furikomi.bridge.reader;

import java.util.List;

/** The readers of this computer. A look touches no card; only a visit does. */
public interface CardDesk extends AutoCloseable {
    /** What is plugged in and inserted at this moment. */
    Look look() throws CardTroubleException;

    @Override
    default void close() {}

    /** One look at the readers. */
    record Look(boolean anyReader, List<CardSlot> inserted) {
        static final Look NO_READER = new Look(false, List.of());
    }
}
