package dev.furikomi.bridge.session;

import dev.furikomi.bridge.reader.CardDesk;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A reader without a card that counts who looks at it. */
public final class CountingDesk implements CardDesk {
    private final AtomicInteger looks = new AtomicInteger();

    public int looks() {
        return looks.get();
    }

    @Override
    public Look look() {
        looks.incrementAndGet();
        return new Look(1, List.of());
    }
}
