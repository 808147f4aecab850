package dev.furikomi.catalog.stock;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.furikomi.catalog.merchant.CatalogConfig;
import dev.furikomi.reliable.EventKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.util.Optional;

/** Only the merchant's own order file may say what becomes of an order. */
@ApplicationScoped
class OrderFileKeys implements EventKeys {

    private final String source;
    private final JWKSet keys;

    OrderFileKeys(OrderFileConfig config, CatalogConfig catalog) {
        this.source = "/merchants/" + catalog.merchant().id() + "/orders";
        this.keys = load(config.keys());
    }

    @Override
    public Optional<ECPublicKey> find(String eventSource, String keyId) {
        JWK key = source.equals(eventSource) ? keys.getKeyByKeyId(keyId) : null;
        if (!(key instanceof ECKey ecKey)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ecKey.toECPublicKey());
        } catch (JOSEException unusable) {
            return Optional.empty();
        }
    }

    private static JWKSet load(Path file) {
        try {
            return JWKSet.load(file.toFile());
        } catch (IOException | ParseException unusable) {
            throw new IllegalStateException("catalog.order-file.keys cannot be read: " + file, unusable);
        }
    }
}
