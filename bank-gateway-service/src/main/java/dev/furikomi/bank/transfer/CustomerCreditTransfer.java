package dev.furikomi.bank.transfer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A transfer as it is stored: what was applied for, and where it stands. */
record CustomerCreditTransfer(
        TransferApplication application,
        TransferStatus status,
        Instant requestedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant settledAt,
        boolean windowClosed,
        long eventSequence) {}
