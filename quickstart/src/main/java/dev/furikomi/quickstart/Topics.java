package dev.furikomi.quickstart;

import dev.furikomi.quickstart.provision.DemoMerchant;
import java.util.List;
import java.util.stream.Stream;

/** The topics of the one merchant: docs/events.md. */
final class Topics {
    static final List<String> ALL = Stream.of(
                    "purchase",
                    "transfer-request",
                    "transfer-accepted",
                    "transfer-completed",
                    "transfer-rejected",
                    "window-closed",
                    "order-paid",
                    "order-shipped",
                    "order-cancelled",
                    "order-expired")
            .map(event -> event + "." + DemoMerchant.ID)
            .toList();

    private Topics() {}
}
