package dev.furikomi.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * S308: the bank's window closed; all that the merchant learns is the outcome.
 *
 * @param supersededBy the newer window of the same payment request that took this one's place: the request is still in
 *     use, so it is not released
 */
public record WindowClosed(
        UUID windowId,
        UUID transferId,
        String merchant,
        String orderNumber,
        String requestId,
        String debtorAgent,
        WindowOutcome outcome,
        Instant closedAt,
        @Nullable UUID supersededBy) {}
