package dev.furikomi.order.file;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long things in the order file are waited for. */
@ConfigMapping(prefix = "order.file")
public interface OrderFileConfig {

    /** How long after a payment request's expiry its bank may still be heard; the order and the rule of one payment wait for it. */
    @WithDefault("10m")
    Duration grace();

    /** How often orders that nobody paid are looked for. */
    @WithDefault("10s")
    String sweepInterval();

    /** How long a transfer may wait for the purchase that it names before a person is asked. */
    @WithDefault("10m")
    Duration unknownOrderPatience();
}
