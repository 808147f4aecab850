package dev.furikomi.catalog.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the pages show. */
@ConfigMapping(prefix = "catalog.page")
interface PageConfig {

    /** How many products one page of the catalogue shows. */
    @WithDefault("24")
    int products();

    /** From how few pieces on the page says how many are left. */
    @WithDefault("3")
    int fewLeft();
}
