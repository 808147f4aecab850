package dev.furikomi.catalog.purchase;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How purchases are taken. */
@ConfigMapping(prefix = "catalog.purchase")
interface PurchaseConfig {

    /**
     * Secrets, each at least 32 bytes as base64url, from which order access tokens are derived. The first is used; the
     * others only answer replays of purchases made before it came.
     */
    List<String> tokenSecrets();

    /** How long the shopper has to pay before the order may expire. */
    @WithDefault("1h")
    Duration payWithin();

    /** Unpaid purchases that one network address may hold; 0 is no limit. */
    @WithDefault("100")
    int openPerAddressMax();

    /** Unpaid purchases that one browser (its cookie) may hold; 0 is no limit. */
    @WithDefault("10")
    int openPerBrowserMax();
}
