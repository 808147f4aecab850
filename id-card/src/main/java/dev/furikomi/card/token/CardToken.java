package dev.furikomi.card.token;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.MalformedCertificateException;
import dev.furikomi.card.jose.Base64Url;
import dev.furikomi.card.piv.PivSlot;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A proof, application or acceptance as the bridge sends it. It holds only what the bank cannot rebuild from its own
 * state; nothing in it is to be believed before {@link TokenVerifier} has spoken.
 *
 * @param certificate base64url of the DER
 * @param slot of the key that signed, as {@link PivSlot#hex}
 * @param algorithm {@link dev.furikomi.card.certificate.SignatureAlgorithm#wireName} of the key
 * @param signature base64url of r‖s, or of the 256 bytes of an RSA signature
 * @param secret the password JWE; in a proof under the policy {@code password} only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CardToken(
        @JsonProperty(value = "format", required = true) String format,
        @JsonProperty(value = "label", required = true) SigningLabel label,
        @JsonProperty(value = "sid", required = true) String sid,
        @JsonProperty(value = "slot", required = true) String slot,
        @JsonProperty(value = "algorithm", required = true) String algorithm,

        @JsonProperty(value = "certificate", required = true)
        String certificate,

        @JsonProperty(value = "signature", required = true) String signature,
        @JsonProperty("secret") @Nullable String secret,
        @JsonProperty(value = "bridge", required = true) String bridge) {

    public static final String FORMAT = "furikomi-card:1";
    private static final int LENGTH_MAX = 64 * 1024;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // A newer bridge may say more; what is not known is not used.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * S108: the card is here. The algorithm follows from the certificate's key.
     *
     * @param secret the password envelope, null under the policy {@code pin}
     */
    public static CardToken proof(
            UUID sid,
            PivSlot slot,
            CardCertificate card,
            byte[] signature,
            @Nullable String secret,
            String bridgeVersion) {
        return of(SigningLabel.AUTHENTICATE, sid, slot, card, signature, secret, bridgeVersion);
    }

    /** S109 of the short procedure. */
    public static CardToken application(
            UUID sid, PivSlot slot, CardCertificate card, byte[] signature, String bridgeVersion) {
        return of(SigningLabel.APPLY, sid, slot, card, signature, null, bridgeVersion);
    }

    /** S110. */
    public static CardToken acceptance(
            UUID sid, PivSlot slot, CardCertificate card, byte[] signature, String bridgeVersion) {
        return of(SigningLabel.ACCEPT, sid, slot, card, signature, null, bridgeVersion);
    }

    /** S108 under the policy {@code password}. */
    public static CardToken proof(
            UUID sid, CardCertificate card, byte[] signature, String secret, String bridgeVersion) {
        return proof(sid, PivSlot.CARD_AUTHENTICATION, card, signature, secret, bridgeVersion);
    }

    /** S109 of the short procedure under the policy {@code password}. */
    public static CardToken application(UUID sid, CardCertificate card, byte[] signature, String bridgeVersion) {
        return application(sid, PivSlot.CARD_AUTHENTICATION, card, signature, bridgeVersion);
    }

    /** S110 under the policy {@code password}. */
    public static CardToken acceptance(UUID sid, CardCertificate card, byte[] signature, String bridgeVersion) {
        return acceptance(sid, PivSlot.CARD_AUTHENTICATION, card, signature, bridgeVersion);
    }

    private static CardToken of(
            SigningLabel label,
            UUID sid,
            PivSlot slot,
            CardCertificate card,
            byte[] signature,
            @Nullable String secret,
            String bridgeVersion) {
        return new CardToken(
                FORMAT,
                label,
                sid.toString(),
                slot.hex(),
                card.algorithm().wireName(),
                Base64Url.encode(card.der()),
                Base64Url.encode(signature),
                secret,
                bridgeVersion);
    }

    /** Reads a token from its JSON; empty when it is none. Nothing of it is to be believed yet. */
    public static Optional<CardToken> parse(String json) {
        if (json.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue(json, CardToken.class));
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    /** Reads the certificate without believing it; a bank uses its key id to look the card up. */
    @JsonIgnore
    public Optional<CardCertificate> unverifiedCertificate() {
        // A null can come from JSON whatever the type says.
        if (certificate == null || certificate.length() > 8192) {
            return Optional.empty();
        }
        try {
            Optional<byte[]> der = Base64Url.decode(certificate);
            return der.isEmpty() ? Optional.empty() : CardCertificate.unverified(CardCertificate.x509(der.get()));
        } catch (MalformedCertificateException malformed) {
            return Optional.empty();
        }
    }

    /** Neither secret nor signature: a token never reaches a log. */
    @Override
    public String toString() {
        return "CardToken[" + label + "]";
    }
}
