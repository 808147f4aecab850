package dev.furikomi.card.token;

import com.nimbusds.jose.jwk.ECKey;

/**
 * A session request as a bank's server sent it to a bridge and keeps it for the session's five minutes. From it every
 * signed byte is made again.
 *
 * @param compact the compact JWS, character for character as it was sent
 */
public record IssuedSession(SessionRequest request, String compact) {

    /** Signs a request with the bank's request key. */
    public static IssuedSession sign(SessionRequest request, ECKey requestKey) {
        return new IssuedSession(request, request.sign(requestKey));
    }

    /** Its session alone: the request names a customer's transfer. */
    @Override
    public String toString() {
        return "IssuedSession[" + request.sid() + "]";
    }
}
