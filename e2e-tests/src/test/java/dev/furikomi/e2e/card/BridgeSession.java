package dev.furikomi.e2e.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.text.ParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a bridge and a card together send to a bank, made here without a bridge so that a story can also lie. */
public final class BridgeSession {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final String sessionRequest;
    private final JsonNode claims;
    private @Nullable String secret;

    /** A session on the bank's request. */
    public BridgeSession(String sessionRequest) {
        this.sessionRequest = sessionRequest;
        try {
            this.claims =
                    JSON.readTree(Base64.getUrlDecoder().decode(sessionRequest.split("\\.")[1]));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** The claims of the session request. */
    public JsonNode claims() {
        return claims;
    }

    /** S107. */
    public Map<String, Object> identification(StoryCard card) {
        Map<String, Object> identification = new LinkedHashMap<>();
        identification.put("format", "furikomi-card:1");
        identification.put("institution", card.institution());
        identification.put("sid", text("sid"));
        return identification;
    }

    /** S108: the password, encrypted to the bank, and the card's signature. */
    public Map<String, Object> proof(StoryCard card, String accountReference, String password) {
        secret = encrypt(accountReference, password);
        Map<String, Object> proof = signed(card, "authenticate", claims.path("txn"));
        proof.put("secret", secret);
        return proof;
    }

    /** S109 of the short procedure. */
    public Map<String, Object> application(StoryCard card) {
        return application(card, claims.path("txn"));
    }

    /** S109 of another transfer than the one that the bank asked about. */
    public Map<String, Object> application(StoryCard card, JsonNode transfer) {
        return signed(card, "apply", transfer);
    }

    /** S110. */
    public Map<String, Object> acceptance(StoryCard card) {
        return acceptance(card, claims.path("txn"));
    }

    /** S110 of another transfer than the one that the bank asked about. */
    public Map<String, Object> acceptance(StoryCard card, JsonNode transfer) {
        return signed(card, "accept", transfer);
    }

    private Map<String, Object> signed(StoryCard card, String label, JsonNode transfer) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("format", "furikomi-card:1");
        message.put("label", label);
        message.put("sid", text("sid"));
        message.put("slot", "9E");
        message.put("algorithm", "ES256");
        message.put("certificate", BASE64URL.encodeToString(card.certificate()));
        message.put("signature", BASE64URL.encodeToString(sign(card, signedBytes(label, transfer))));
        message.put("bridge", "story");
        return message;
    }

    private byte[] signedBytes(String label, JsonNode transfer) {
        if (secret == null) {
            throw new IllegalStateException("The password goes first.");
        }
        SignedBytes bytes = new SignedBytes()
                .add("furikomi/1/" + label)
                .add(text("iss"))
                .add(text("origin"))
                .add(text("windowId"))
                .add(text("sid"))
                .add(Base64.getUrlDecoder().decode(text("nonce")))
                .add(SignedBytes.sha256(sessionRequest))
                .add(SignedBytes.sha256(secret));
        return label.equals("authenticate")
                ? bytes.toByteArray()
                : bytes.add(transferDigest(transfer)).toByteArray();
    }

    private static byte[] transferDigest(JsonNode transfer) {
        JsonNode creditor = transfer.path("creditor");
        JsonNode amount = transfer.path("instructedAmount");
        return new SignedBytes()
                .add("furikomi/1/transfer")
                .add(transfer.path("transferId").asText())
                .add(transfer.path("merchant").asText())
                .add(creditor.path("name").asText())
                .add(creditor.path("agent").asText())
                .add(creditor.path("account").asText())
                .add(amount.path("currency").asText())
                .add(amount.path("amount").asText())
                .add(transfer.path("orderNumber").asText())
                .add(transfer.path("requestId").asText())
                .add(transfer.path("expiresAt").asText())
                .digest();
    }

    private static byte[] sign(StoryCard card, byte[] content) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(card.privateKey());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String encrypt(String accountReference, String password) {
        try {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("password", password);
            fields.put("accountReference", accountReference);
            fields.put("windowId", text("windowId"));
            fields.put("sid", text("sid"));
            fields.put("nonce", text("nonce"));
            JWEObject jwe = new JWEObject(
                    new JWEHeader(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM),
                    new Payload(JSON.writeValueAsString(fields)));
            jwe.encrypt(new ECDHEncrypter(ECKey.parse(claims.path("enc").toString())));
            return jwe.serialize();
        } catch (JOSEException | ParseException | JsonProcessingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String text(String claim) {
        return claims.path(claim).asText();
    }
}
