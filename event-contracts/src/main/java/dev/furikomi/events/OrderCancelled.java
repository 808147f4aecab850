package dev.furikomi.events;

import java.time.Instant;

/** The shopper cancelled before paying; held stock is free again. */
public record OrderCancelled(String orderNumber, String merchant, Instant cancelledAt) {}
