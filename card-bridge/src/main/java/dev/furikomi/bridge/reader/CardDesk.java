package dev.furikomi.bridge.reader;

import java.util.List;

/** The readers of this computer. A look touches no card; only a visit does. */
public interface CardDesk extends AutoCloseable {
    /** What is plugged in and inserted at this moment; without a PC/SC service there is no reader. */
    Look look() throws CardTroubleException;

    @Override
    default void close() {}

    /** One look at the readers. */
    record Look(int readers, List<CardSlot> inserted) {
        static final Look NO_READER = new Look(0, List.of());

        public boolean anyReader() {
            return readers > 0;
        }

        public boolean hasEmptyReader() {
            return readers > inserted.size();
        }
    }
}
