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
}
