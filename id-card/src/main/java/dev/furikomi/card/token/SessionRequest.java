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
 * @param policy which keys of the card sign, and whether a password or the PIN shows the holder
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
        CardPolicy policy,
        Procedure procedure,
        Transfer transfer) {

    public static final String TYPE = "furikomi-session+jwt";
    public static final int NONCE_LENGTH = 32;
    public static final Duration LIFETIME = Duration.ofMinutes(5);
    static final int LENGTH_MAX = 16 * 1024;

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

    /** With the default policy, the password. */
    public SessionRequest(
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
        this(
                bic,
                origin,
                sid,
                windowId,
                nonce,
                issuedAt,
                expiresAt,
                encryptionKey,
                acceptedAuthorities,
                CardPolicy.PASSWORD,
                procedure,
                transfer);
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
        CardPolicy policy = CardPolicy.ofWireName(claims.text("policy"))
                .orElseThrow(() -> new MalformedClaimsException("Not one of the protocol's values: policy"));
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
                policy,
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
        node.put("policy", policy.wireName()).put("procedure", procedure == Procedure.SHORT ? "short" : "standard");
        node.set("txn", transfer.write());
        return node;
    }
}
