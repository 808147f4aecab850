package dev.furikomi.order.file;

import dev.furikomi.events.EventName;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts of what the order file decided and committed. */
@ApplicationScoped
class OrderMetrics {

    private final MeterRegistry registry;

    OrderMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (EventName event : new EventName[] {EventName.ORDER_PAID, EventName.ORDER_EXPIRED}) {
            registry.counter("furikomi.orders", "event", event.wire());
        }
    }

    void count(Settled settled) {
        settled.events().forEach(event -> registry.counter("furikomi.orders", "event", event.wire())
                .increment());
        settled.cases().forEach(reason -> registry.counter("furikomi.review.cases", "reason", reason.wire())
                .increment());
    }
}
