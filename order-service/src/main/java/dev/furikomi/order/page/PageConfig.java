package dev.furikomi.order.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** How pages look. */
@ConfigMapping(prefix = "order.page")
public interface PageConfig {

    /** The time zone in which pages show times. */
    @WithDefault("Asia/Tokyo")
    ZoneId timeZone();
}
