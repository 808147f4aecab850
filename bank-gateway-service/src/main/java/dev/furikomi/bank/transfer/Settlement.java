package dev.furikomi.bank.transfer;

import java.time.Instant;
import java.util.UUID;

/**
 * How an accepted transfer ended (S307).
 *
 * @param status {@link TransferStatus#COMPLETED} or {@link TransferStatus#REJECTED}
 */
public record Settlement(UUID transferId, UUID windowId, TransferStatus status, Instant settledAt) {}
