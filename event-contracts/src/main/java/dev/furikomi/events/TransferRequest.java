package dev.furikomi.events;

import java.time.Instant;

/** S305 passed: a transfer for this order is under way; nothing is reserved yet. */
public record TransferRequest(TransferInstruction transfer, Procedure procedure, Instant requestedAt) {}
