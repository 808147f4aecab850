package dev.furikomi.order;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Map;

/** The merchant that this order file belongs to. */
@ConfigMapping(prefix = "order.merchant")
public interface MerchantConfig {

    /** The merchant's id at the banks and the recipient part of its topics. */
    String id();

    /** The merchant's name as payment requests say it, and pages in a language without a name of its own. */
    String name();

    /** The name in further languages, for pages: {@code order.merchant.names.ja}. */
    Map<String, String> names();

    /** The name for a page in this language. Payment requests carry {@link #name}, which is the account's. */
    default String nameIn(String language) {
        return names().getOrDefault(language, name());
    }

    /** File with the merchant's private P-256 JWK (with {@code kid}) that signs payment requests. */
    Path signingKey();

    /** Where the bank's window sends the shopper back to; {@code {orderNumber}} is replaced. */
    String returnUrl();
}
