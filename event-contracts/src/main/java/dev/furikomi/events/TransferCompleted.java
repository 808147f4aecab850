package dev.furikomi.events;

import java.time.Instant;

/** S307, final: the payee has been credited. */
public record TransferCompleted(TransferInstruction transfer, Instant completedAt) {}
