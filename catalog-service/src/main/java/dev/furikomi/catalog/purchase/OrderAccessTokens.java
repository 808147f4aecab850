package dev.furikomi.catalog.purchase;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Order access tokens: HMAC-SHA256 of the order number under a secret, so that a repeated call gets the same token
 * although only its hash is stored.
 */
@ApplicationScoped
class OrderAccessTokens {

    private static final int SECRET_BYTES_MIN = 32;
    private static final String TOKEN_LABEL = "furikomi/1/order-access-token:";
    private static final String CLIENT_LABEL = "furikomi/1/purchase-client:";

    private final List<SecretKeySpec> keys;

    OrderAccessTokens(PurchaseConfig config) {
        this.keys = config.tokenSecrets().stream().map(OrderAccessTokens::key).toList();
        if (keys.isEmpty()) {
            throw new IllegalStateException("catalog.purchase.token-secrets is empty.");
        }
    }

    String tokenFor(String orderNumber) {
        return base64(mac(keys.get(0), TOKEN_LABEL + orderNumber));
    }

    /** The token of an earlier order, if a secret is still known that gives the hash. */
    Optional<String> tokenFor(String orderNumber, String sha256) {
        return keys.stream()
                .map(key -> base64(mac(key, TOKEN_LABEL + orderNumber)))
                .filter(token -> sha256(token).equals(sha256))
                .findFirst();
    }

    /** What stands for a client's address or cookie in the database, where neither belongs. */
    byte[] clientMark(String client) {
        return mac(keys.get(0), CLIENT_LABEL + client);
    }

    static String sha256(String token) {
        return base64(digest(token.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static SecretKeySpec key(String secret) {
        byte[] bytes = Base64.getUrlDecoder().decode(secret.strip());
        if (bytes.length < SECRET_BYTES_MIN) {
            throw new IllegalStateException("A secret in catalog.purchase.token-secrets is shorter than 32 bytes.");
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    private static byte[] mac(SecretKeySpec key, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
