package dev.furikomi.events;

import java.time.Instant;
import java.util.UUID;

/** S203: the order file holds the payment. */
public record OrderPaid(
        String orderNumber, String merchant, UUID transferId, String debtorAgent, Money total, Instant paidAt) {}
