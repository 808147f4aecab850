package dev.furikomi.bank.transfer;

import dev.furikomi.events.WindowOutcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * S308 as the merchant may hear it: which window of which order, and the coarse outcome.
 *
 * @param supersededBy the newer window of the same payment request, which keeps that request in use
 */
public record ClosedWindow(
        UUID windowId,
        UUID transferId,
        String merchant,
        String orderNumber,
        String requestId,
        WindowOutcome outcome,
        @Nullable UUID supersededBy) {}
