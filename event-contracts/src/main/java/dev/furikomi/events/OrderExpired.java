package dev.furikomi.events;

import java.time.Instant;

/** Nobody paid in time; held stock is free again. */
public record OrderExpired(String orderNumber, String merchant, Instant expiredAt) {}
