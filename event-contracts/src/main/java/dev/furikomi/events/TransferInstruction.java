package dev.furikomi.events;

import java.util.UUID;

/** Which transfer is meant, the same in each event of its life. {@code endToEndId} is the order number, {@code requestId} the payment request that it answers, {@code debtorAgent} the payer's bank. */
public record TransferInstruction(
        UUID transferId,
        UUID uetr,
        String endToEndId,
        String requestId,
        String merchant,
        String debtorAgent,
        Party creditor,
        Money instructedAmount) {}
