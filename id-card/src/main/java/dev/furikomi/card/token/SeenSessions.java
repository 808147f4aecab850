package dev.furikomi.card.token;

import java.time.Instant;
import java.util.UUID;

/** Remembers session ids at least until their requests expire, so that each serves once. */
public interface SeenSessions {

    /** True for the first caller with this session id only; atomic. */
    boolean markSeen(UUID sid, Instant expiresAt, Instant now);

    /** Remembers in memory; a bridge that starts anew has no window open that an old request could serve. */
    static SeenSessions inMemory() {
        return new SeenSessionsInMemory();
    }
}
