package dev.furikomi.order.file;

import dev.furikomi.events.EventName;
import java.util.List;

/** What a transaction on an order left behind, to be announced and counted after its commit. */
record Settled(boolean changed, List<EventName> events, List<ReviewReason> cases) {

    static final Settled UNCHANGED = new Settled(false, List.of(), List.of());
}
