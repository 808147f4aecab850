package dev.furikomi.order.view;

import dev.furikomi.events.Procedure;
import dev.furikomi.events.WindowOutcome;
import dev.furikomi.order.file.FactKind;
import dev.furikomi.order.file.OpenOrder;
import dev.furikomi.order.file.OrderFile;
import dev.furikomi.order.file.Progress;
import dev.furikomi.order.file.TransferFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The procedure's steps as they happened to one order. It holds only what the merchant may know: of a refusal it says
 * that there was one, never why.
 */
final class Timeline {

    /** Steps of the same instant stand in the procedure's order. */
    private static final List<String> PROCEDURE = List.of(
            "S103", "S202", "S104", "S305", "S110", "S307", "S203", "S308", "S111", "cancelled", "expired", "shipping");

    private static final String DONE = "done";
    private static final String FAILED = "failed";
    private static final String WAITING = "waiting";

    private final Messages messages;
    private final UnaryOperator<String> bankName;
    private final List<TimelineEntry> entries = new ArrayList<>();

    private Timeline(Messages messages, UnaryOperator<String> bankName) {
        this.messages = messages;
        this.bankName = bankName;
    }

    static List<TimelineEntry> of(OpenOrder order, Messages messages, UnaryOperator<String> bankName, Instant now) {
        Timeline timeline = new Timeline(messages, bankName);
        timeline.purchase(order);
        Progress progress = order.progress();
        progress.believed().forEach(fact -> timeline.transfer(fact, progress));
        timeline.decisions(order.file());
        timeline.entries.sort(Comparator.comparing((TimelineEntry entry) -> Objects.requireNonNull(entry.at()))
                .thenComparing(entry -> PROCEDURE.indexOf(entry.step())));
        timeline.waiting(order, progress, now);
        return List.copyOf(timeline.entries);
    }

    private void purchase(OpenOrder order) {
        OrderFile file = order.file();
        add("S103", DONE, file.placedAt(), messages.stepS103(MoneyText.of(file.total())));
        add("S202", DONE, file.storedAt(), messages.stepS202());
        order.requests()
                .forEach(request ->
                        add("S104", DONE, request.issuedAt(), messages.stepS104(bankName.apply(request.bank()))));
    }

    private void transfer(TransferFact fact, Progress progress) {
        String bank = bankName.apply(fact.debtorAgent());
        boolean isShort = fact.procedure() == Procedure.SHORT;
        switch (fact.kind()) {
            case REQUESTED ->
                add("S305", DONE, fact.occurredAt(), isShort ? messages.stepS305Short(bank) : messages.stepS305(bank));
            case ACCEPTED -> {
                // The short procedure has no step of acceptance (claim 2).
                if (!isShort) {
                    add("S110", DONE, fact.occurredAt(), messages.stepS110(bank));
                }
            }
            case COMPLETED ->
                add(
                        "S307",
                        DONE,
                        fact.occurredAt(),
                        progress.isPaidBy(fact) ? messages.stepS307(bank) : messages.stepS307RefundDue(bank));
            case REJECTED -> add("S307", FAILED, fact.occurredAt(), messages.stepS307Failed(bank));
            case WINDOW_CLOSED -> closed(fact);
        }
    }

    private void closed(TransferFact fact) {
        WindowOutcome outcome = Objects.requireNonNull(fact.outcome());
        String detail =
                switch (outcome) {
                    case COMPLETED -> messages.stepS308Completed();
                    case PENDING -> messages.stepS308Pending();
                    case REFUSED -> messages.stepS308Refused();
                    case ABANDONED -> messages.stepS308Abandoned();
                };
        boolean isGood = outcome == WindowOutcome.COMPLETED || outcome == WindowOutcome.PENDING;
        add("S308", isGood ? DONE : FAILED, fact.occurredAt(), detail);
        add("S111", DONE, fact.occurredAt(), messages.stepS111());
    }

    private void decisions(OrderFile file) {
        if (file.paidAt() != null) {
            add("S203", DONE, file.paidAt(), messages.stepS203());
        }
        if (file.cancelledAt() != null) {
            add("cancelled", DONE, file.cancelledAt(), messages.stepCancelled());
        }
        if (file.expiredAt() != null) {
            add("expired", FAILED, file.expiredAt(), messages.stepExpired());
        }
        if (file.shippedAt() != null) {
            String carrier = Objects.requireNonNull(file.carrier());
            String tracking = file.trackingNumber();
            add(
                    "shipping",
                    DONE,
                    file.shippedAt(),
                    tracking == null
                            ? messages.stepShipping(carrier)
                            : messages.stepShippingTracked(carrier, tracking));
        }
    }

    private void waiting(OpenOrder order, Progress progress, Instant now) {
        switch (progress.status().orElseThrow()) {
            case APPLIED -> {
                boolean windowMayBeOpen = order.requests().stream()
                        .anyMatch(request -> now.isBefore(request.expiresAt())
                                && progress.outcomeOf(request).isEmpty());
                if (!windowMayBeOpen) {
                    wait("S104", messages.stepS104Waiting());
                }
            }
            case TRANSFER_REQUESTED -> wait("S110", messages.stepS110Waiting());
            case TRANSFER_ACCEPTED -> wait("S307", messages.stepS307Waiting(waitedFor(progress)));
            case PAID -> wait("shipping", messages.stepShippingWaiting());
            case SHIPPED, CANCELLED, EXPIRED -> {}
        }
    }

    private String waitedFor(Progress progress) {
        return progress.believed().stream()
                .filter(fact -> fact.kind() == FactKind.ACCEPTED || fact.kind() == FactKind.WINDOW_CLOSED)
                .reduce((earlier, later) -> later)
                .map(fact -> bankName.apply(fact.debtorAgent()))
                .orElse("");
    }

    private void add(String step, String status, Instant at, String detail) {
        entries.add(new TimelineEntry(step, status, at, detail));
    }

    private void wait(String step, String detail) {
        entries.add(new TimelineEntry(step, WAITING, null, detail));
    }
}
