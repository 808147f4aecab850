package dev.furikomi.bridge.session;

import dev.furikomi.card.token.SeenSessions;
import java.time.Instant;
import java.util.UUID;

/** Lets one session run at a time and each request serve once, among all who share a reader. */
public interface Turns {
    /** Asked last, when a request has passed every other check; whatever comes back, no reader was looked at. */
    Turn take(UUID sid, Instant expiresAt, Instant now);

    /** Turns among the sessions of this process only. */
    static Turns ofThisProcess() {
        SeenSessions seen = SeenSessions.inMemory();
        return (sid, expiresAt, now) -> seen.markSeen(sid, expiresAt, now) ? new Turn.Taken(() -> {}) : new Turn.Used();
    }

    /** What came of asking. */
    sealed interface Turn {
        /** It is this session's turn until {@code end} is run, or the process ends. */
        record Taken(Runnable end) implements Turn {}

        /** Another session runs; the request is kept for later. */
        record Busy() implements Turn {}

        /** The request has served before. */
        record Used() implements Turn {}
    }
}
