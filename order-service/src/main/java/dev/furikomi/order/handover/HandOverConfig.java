package dev.furikomi.order.handover;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Taking an order to another computer. */
@ConfigMapping(prefix = "order.hand-over")
public interface HandOverConfig {

    /** How long a code serves. */
    @WithDefault("10m")
    Duration lifetime();

    /** How many codes one address may try in a minute. */
    @WithDefault("10")
    int attemptsPerClient();

    /** How many codes may be tried in a minute in all: it bounds what guessing from many addresses can find. */
    @WithDefault("300")
    int attemptsInAll();
}
