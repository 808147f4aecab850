package dev.furikomi.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The merchant shipped the goods. */
public record OrderShipped(
        String orderNumber,
        String merchant,
        String carrier,
        @Nullable String trackingNumber,
        Instant shippedAt) {}
