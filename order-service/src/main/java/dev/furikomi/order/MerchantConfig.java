package dev.furikomi.order;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** The merchant that this order file belongs to. */
@ConfigMapping(prefix = "order.merchant")
public interface MerchantConfig {

    /** The merchant's id at the banks and the recipient part of its topics. */
    String id();

    /** The merchant's name as payment requests and pages show it. */
    String name();

    /** File with the merchant's private P-256 JWK (with {@code kid}) that signs payment requests. */
    Path signingKey();

    /** Where the bank's window sends the shopper back to; {@code {orderNumber}} is replaced. */
    String returnUrl();
}
