package dev.furikomi.card.token;

import dev.furikomi.card.jose.Digests;
import java.util.UUID;

/**
 * The session that a signature is bound to. Bridge and bank each build it from what they hold themselves; nothing of it
 * is taken from the other side's token.
 *
 * @param nonce 32 bytes
 * @param sessionRequestSha256 of the compact JWS
 * @param secretSha256 of the compact password JWE; for apply and accept that one which S304 accepted in this window;
 *     under a policy without password the SHA-256 of the empty text
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record SigningContext(
        String bic,
        String origin,
        UUID windowId,
        UUID sid,
        byte[] nonce,
        byte[] sessionRequestSha256,
        byte[] secretSha256) {

    private static final int DIGEST_LENGTH = 32;

    public SigningContext {
        if (nonce.length != SessionRequest.NONCE_LENGTH
                || sessionRequestSha256.length != DIGEST_LENGTH
                || secretSha256.length != DIGEST_LENGTH) {
            throw new IllegalArgumentException("Nonce and digests have 32 bytes.");
        }
        nonce = nonce.clone();
        sessionRequestSha256 = sessionRequestSha256.clone();
        secretSha256 = secretSha256.clone();
    }

    public static SigningContext of(SessionRequest request, String compactSessionRequest, String compactSecret) {
        return new SigningContext(
                request.bic(),
                request.origin(),
                request.windowId(),
                request.sid(),
                request.nonce(),
                Digests.sha256(compactSessionRequest),
                Digests.sha256(compactSecret));
    }

    /** Under a policy without password: the secret is the empty text. */
    public static SigningContext withoutSecret(SessionRequest request, String compactSessionRequest) {
        return of(request, compactSessionRequest, "");
    }

    @Override
    public byte[] nonce() {
        return nonce.clone();
    }

    @Override
    public byte[] sessionRequestSha256() {
        return sessionRequestSha256.clone();
    }

    @Override
    public byte[] secretSha256() {
        return secretSha256.clone();
    }
}
