package dev.furikomi.bank.window;

import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import java.time.Instant;

/**
 * What the merchant asks for, from its verified payment request. Nothing that comes later changes it.
 *
 * @param requestId the payment request's {@code jti}
 * @param expiresAt the payment request's {@code exp}
 */
record Terms(
        String merchant,
        String merchantName,
        String requestId,
        String orderNumber,
        Party creditor,
        Money instructedAmount,
        Instant expiresAt,
        String returnUrl) {}
