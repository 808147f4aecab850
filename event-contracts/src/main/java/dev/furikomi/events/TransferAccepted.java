package dev.furikomi.events;

import java.time.Instant;

/** S110: the customer accepted with the card and the money is reserved. After {@code acceptanceDeadline} the payee's bank may no longer credit. */
public record TransferAccepted(
        TransferInstruction transfer, Procedure procedure, Instant acceptedAt, Instant acceptanceDeadline) {}
