package dev.furikomi.catalog.product;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one purchase may hold. */
@ConfigMapping(prefix = "catalog.quantity")
public interface QuantityConfig {

    /** The most pieces of one product in one purchase. */
    @WithDefault("99")
    int quantityMax();

    /** The most different products in one purchase. */
    @WithDefault("50")
    int linesMax();
}
