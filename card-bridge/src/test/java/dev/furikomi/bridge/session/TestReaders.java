package dev.furikomi.bridge.session;

import dev.furikomi.bridge.reader.CardDesk;
import dev.furikomi.bridge.reader.CardSlot;
import java.util.List;

/** Several readers at one computer. */
record TestReaders(List<TestReader> readers) implements CardDesk {
    @Override
    public Look look() {
        List<CardSlot> inserted = readers.stream()
                .flatMap(reader -> reader.look().inserted().stream())
                .toList();
        return new Look(readers.size(), inserted);
    }
}
