package dev.furikomi.order.payment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How payment requests are issued. */
@ConfigMapping(prefix = "order.payment-request")
public interface PaymentConfig {

    /** How long a bank may open a window for a request and accept on it. */
    @WithDefault("15m")
    Duration lifetime();

    /** How many are issued for one order: each lets it live longer and keeps its stock from others. */
    @WithDefault("10")
    int perOrderMax();
}
