package dev.furikomi.catalog.merchant;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Map;

/** The shop: where it is reached and whose it is. */
@ConfigMapping(prefix = "catalog")
public interface CatalogConfig {

    /** Origin under which shoppers reach this service, for example {@code https://shop.example}. */
    URI publicOrigin();

    /** Origin under which shoppers' browsers reach the order file. */
    URI orderServiceOrigin();

    /** The merchant. */
    Merchant merchant();

    /** Who sells. */
    interface Merchant {

        /** The merchant's id in the scheme, in lower case; it is the recipient of the events. */
        String id();

        /** The name that shoppers read. */
        String name();

        /** The name in further languages, by language tag. */
        Map<String, String> names();

        /** Two to four capital letters before the hyphen of each order number. */
        String orderNumberPrefix();
    }
}
