package dev.furikomi.card.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.jose.Base64Url;
import dev.furikomi.card.jose.Claims;
import dev.furikomi.card.jose.CompactJws;
import dev.furikomi.card.jose.MalformedClaimsException;
import dev.furikomi.events.Procedure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * What a bank signs before a bridge touches the reader: who asks, from which origin, for which window and transfer.
 *
 * @param encryptionKey ephemeral; to it the password is encrypted
 * @param acceptedAuthorities SHA-256 of the public keys of the card authorities that the bank takes cards of
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record SessionRequest(
        String bic,
        String origin,
        UUID sid,
        UUID windowId,
        byte[] nonce,
        Instant issuedAt,
        Instant expiresAt,
        ECKey encryptionKey,
        List<String> acceptedAuthorities,
        Procedure procedure,
        Transfer transfer) {

    public static final String TYPE = "furikomi-session+jwt";
    public static final int NONCE_LENGTH = 32;
    public static final Duration LIFETIME = Duration.ofMinutes(5);
    static final int LENGTH_MAX = 16 * 1024;

    /** The one policy of this version: a password, and the card's key without PIN. */
    private static final String POLICY = "password";

    public SessionRequest {
        if (nonce.length != NONCE_LENGTH) {
            throw new IllegalArgumentException("The nonce has 32 bytes.");
        }
        nonce = nonce.clone();
        issuedAt = issuedAt.truncatedTo(ChronoUnit.SECONDS);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
        encryptionKey = encryptionKey.toPublicJWK();
        acceptedAuthorities = List.copyOf(acceptedAuthorities);
    }

    @Override
    public byte[] nonce() {
        return nonce.clone();
    }

    /** The compact JWS, signed with the bank's request key. */
    public String sign(ECKey requestKey) {
        return CompactJws.sign(TYPE, Claims.bytes(write()), requestKey);
    }

    static SessionRequest read(Claims claims) throws MalformedClaimsException {
        claims.oneOf("policy", List.of(POLICY));
        boolean isShort =
                claims.oneOf("procedure", List.of("standard", "short")).equals("short");
        return new SessionRequest(
                claims.text("iss", 11),
                claims.text("origin"),
                claims.uuid("sid"),
                claims.uuid("windowId"),
                claims.bytes("nonce", NONCE_LENGTH),
                claims.numericDate("iat"),
                claims.numericDate("exp"),
                claims.publicKey("enc"),
                claims.texts("accept"),
                isShort ? Procedure.SHORT : Procedure.STANDARD,
                Transfer.read(claims.object("txn")));
    }

    private ObjectNode write() {
        ObjectNode node = Claims.newObject()
                .put("iss", bic)
                .put("origin", origin)
                .put("sid", sid.toString())
                .put("windowId", windowId.toString())
                .put("nonce", Base64Url.encode(nonce))
                .put("iat", issuedAt.getEpochSecond())
                .put("exp", expiresAt.getEpochSecond());
        node.set("enc", Claims.publicKey(encryptionKey));
        ArrayNode accept = node.putArray("accept");
        acceptedAuthorities.forEach(accept::add);
        node.put("policy", POLICY).put("procedure", procedure == Procedure.SHORT ? "short" : "standard");
        node.set("txn", transfer.write());
        return node;
    }
}
