package dev.furikomi.events;

import java.time.Instant;
import java.util.UUID;

/** S308: the bank's window closed; all that the merchant learns is the outcome. */
public record WindowClosed(
        UUID windowId,
        UUID transferId,
        String merchant,
        String orderNumber,
        String requestId,
        String debtorAgent,
        WindowOutcome outcome,
        Instant closedAt) {}
