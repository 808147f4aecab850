package dev.furikomi.bank.window;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import dev.furikomi.events.Procedure;
import dev.furikomi.events.WindowOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A window as its holder sees it.
 *
 * @param reason why it closed; the merchant is told the outcome only
 * @param attemptsLeft how often the password may still be wrong, after it was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WindowView(
        UUID windowId,
        WindowStatus status,
        @Nullable WindowReason reason,
        @Nullable Integer attemptsLeft,
        Merchant merchant,
        String orderNumber,
        Party creditor,
        Money instructedAmount,
        Procedure procedure,
        Instant expiresAt,
        UUID transferId,
        String returnUrl,
        @Nullable WindowOutcome outcome,
        List<TimelineEntry> timeline) {

    record Merchant(String id, String name) {}

    static WindowView of(Window window, Duration idleTimeout) {
        Terms terms = window.terms();
        return new WindowView(
                window.id(),
                window.status(),
                window.closedBecause(),
                window.attemptsLeft(),
                new Merchant(terms.merchant(), terms.merchantName()),
                terms.orderNumber(),
                terms.creditor(),
                terms.instructedAmount(),
                window.procedure(),
                window.expiresAt(idleTimeout),
                window.transferId(),
                terms.returnUrl(),
                outcome(window),
                window.timeline());
    }

    /** What the merchant hears, now or at the end. */
    private static @Nullable WindowOutcome outcome(Window window) {
        WindowReason reason = window.closedBecause();
        if (reason != null) {
            return reason.outcome();
        }
        return switch (window.status()) {
            case ACCEPTED -> WindowOutcome.PENDING;
            case COMPLETED -> WindowOutcome.COMPLETED;
            case OPEN, CARD_RECOGNISED, AUTHENTICATED, REQUESTED, CLOSED -> null;
        };
    }
}
