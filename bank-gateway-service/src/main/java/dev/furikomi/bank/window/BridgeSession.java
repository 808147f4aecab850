package dev.furikomi.bank.window;

import dev.furikomi.card.token.CardPolicy;
import io.vertx.mutiny.core.buffer.Buffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The bridge session under way in a window.
 *
 * @param sealedKey the ephemeral private key that opens the password JWE, sealed by {@link KeySeal}; erased when the
 *     window ends
 * @param policy that of the signed request: it counts to the session's end
 * @param proved whether a proof of this session was taken: there is one try for each session
 */
record BridgeSession(
        String sid,
        String request,
        CardPolicy policy,
        Buffer nonce,
        @Nullable Buffer sealedKey,
        Instant expiresAt,
        boolean proved) {

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    BridgeSession withProofTaken(boolean taken) {
        return new BridgeSession(sid, request, policy, nonce, sealedKey, expiresAt, taken);
    }

    BridgeSession withoutKey() {
        return new BridgeSession(sid, request, policy, nonce, null, expiresAt, proved);
    }
}
