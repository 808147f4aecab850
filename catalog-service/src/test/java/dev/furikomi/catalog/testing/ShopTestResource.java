package dev.furikomi.catalog.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Gives a test a shop "Hanaya": fresh keys, a staff token, and an order file whose key the test holds. */
public final class ShopTestResource implements QuarkusTestResourceLifecycleManager {

    public static final String STAFF_TOKEN = "staff-token-of-the-tests";

    private static ECKey orderFileKey;

    private Path directory;

    /** The private key that the order file signs with. */
    public static ECKey orderFileKey() {
        return orderFileKey;
    }

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("furikomi-shop-");
            ECKey catalogueKey =
                    new ECKeyGenerator(Curve.P_256).keyID("catalogue-1").generate();
            orderFileKey = new ECKeyGenerator(Curve.P_256).keyID("orders-1").generate();
            Path signingKey = Files.writeString(directory.resolve("catalogue.jwk"), catalogueKey.toJSONString());
            Path orderFileKeys = Files.writeString(
                    directory.resolve("orders.jwks"), new JWKSet(orderFileKey.toPublicJWK()).toString());
            Map<String, String> config = new HashMap<>();
            config.put("reliable-events.signing-key", signingKey.toString());
            config.put("catalog.order-file.keys", orderFileKeys.toString());
            config.put("catalog.public-origin", "http://shop.localhost:8080");
            config.put("catalog.order-service-origin", "http://shop.localhost:8081");
            config.put("catalog.merchant.id", "hanaya");
            config.put("catalog.merchant.name", "Hanaya");
            config.put("catalog.merchant.names.ja", "花や");
            config.put("catalog.merchant.order-number-prefix", "HN");
            config.put("catalog.staff.token-sha256", Tokens.sha256(STAFF_TOKEN));
            config.put("catalog.purchase.token-secrets", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
            return config;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void stop() {
        try (var files = Files.walk(directory)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
