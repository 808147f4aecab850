package dev.furikomi.bank.transfer;

import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import dev.furikomi.events.Procedure;
import java.time.Instant;
import java.util.UUID;

/**
 * S109: the transfer that a customer applies for, filled in from the payment request and the authenticated window.
 *
 * @param transferId made by the window; each window has its own
 * @param requestId the payment request's {@code jti}
 * @param requestExpiresAt the payment request's {@code exp}, checked again in the transaction that reserves
 * @param payerAccount number of the account that S304 found
 * @param customerId the customer that S304 found
 */
public record TransferApplication(
        UUID transferId,
        UUID windowId,
        Procedure procedure,
        String merchant,
        String requestId,
        String orderNumber,
        Instant requestExpiresAt,
        Party creditor,
        Money instructedAmount,
        String payerAccount,
        String customerId) {}
