package dev.furikomi.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * S307, final: nothing moved.
 *
 * @param reasonCode ISO 20022 external status reason, only for the payee's bank; absent for the merchant
 */
public record TransferRejected(
        TransferInstruction transfer, @Nullable String reasonCode, Instant rejectedAt) {}
