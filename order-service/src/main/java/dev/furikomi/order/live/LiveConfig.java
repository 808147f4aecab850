package dev.furikomi.order.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How browsers follow their orders. */
@ConfigMapping(prefix = "order.live")
public interface LiveConfig {

    /** How often watched orders are looked at without a notification: the net under LISTEN and NOTIFY. */
    @WithDefault("2s")
    String pollInterval();

    /** How often a comment keeps idle event streams open. */
    @WithDefault("15s")
    String heartbeat();

    /** How long a browser whose event stream broke waits before it opens a new one. */
    @WithDefault("1s")
    Duration reconnectDelay();
}
