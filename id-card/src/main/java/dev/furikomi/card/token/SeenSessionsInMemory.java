package dev.furikomi.card.token;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Forgets a session id once its request has expired, since an expired request is refused before this is asked. */
final class SeenSessionsInMemory implements SeenSessions {

    private final Map<UUID, Instant> expiryOfSession = new HashMap<>();

    @Override
    public synchronized boolean markSeen(UUID sid, Instant expiresAt, Instant now) {
        expiryOfSession.values().removeIf(expiry -> expiry.plus(SessionRequest.LIFETIME)
                .isBefore(now));
        return expiryOfSession.putIfAbsent(sid, expiresAt) == null;
    }
}
