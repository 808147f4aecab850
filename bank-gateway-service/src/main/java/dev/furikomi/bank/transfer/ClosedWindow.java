package dev.furikomi.bank.transfer;

import dev.furikomi.events.WindowOutcome;
import java.util.UUID;

/** S308 as the merchant may hear it: which window of which order, and the coarse outcome. */
public record ClosedWindow(
        UUID windowId, UUID transferId, String merchant, String orderNumber, String requestId, WindowOutcome outcome) {}
