package dev.furikomi.order.file;

import dev.furikomi.events.WindowOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where an order stands: a pure function of its file, its requests and everything that banks said, so that the order
 * of arrival does not matter.
 *
 * @param status absent as long as the purchase is not known
 * @param payment the completed transfer that pays the order
 * @param believed the facts that answer a request of this order
 * @param transfers state of each believed transfer
 */
public record Progress(
        Optional<OrderStatus> status,
        @Nullable TransferFact payment,
        List<TransferFact> believed,
        Map<UUID, TransferState> transfers,
        List<Doubt> doubts) {

    /** A transfer that a person has to look at, and why. */
    record Doubt(TransferFact fact, ReviewReason reason) {}

    static Progress of(OrderFile file, String merchant, List<PaymentRequest> requests, List<TransferFact> facts) {
        if (!file.isKnown()) {
            return new Progress(Optional.empty(), null, List.of(), Map.of(), List.of());
        }
        List<Doubt> doubts = new ArrayList<>();
        List<TransferFact> believed = new ArrayList<>();
        for (TransferFact fact : facts) {
            Optional<ReviewReason> difference = FactCheck.difference(fact, merchant, requests);
            if (difference.isEmpty()) {
                believed.add(fact);
            } else if (fact.kind != FactKind.WINDOW_CLOSED) {
                // A window that closed claims nothing about money: it stays on file without effect.
                doubts.add(new Doubt(fact, difference.get()));
            }
        }
        believed.sort(Comparator.comparing((TransferFact fact) -> fact.occurredAt)
                .thenComparing(fact -> fact.kind)
                .thenComparing(fact -> fact.eventId));
        Map<UUID, List<TransferFact>> byTransfer = believed.stream()
                .collect(Collectors.groupingBy(fact -> fact.transferId, LinkedHashMap::new, Collectors.toList()));
        List<TransferFact> completions = byTransfer.values().stream()
                .flatMap(transfer -> completion(transfer).stream())
                .toList();
        TransferFact payment = payment(file, completions);
        completions.stream()
                .filter(completion -> payment == null || !completion.transferId.equals(payment.transferId))
                .forEach(completion -> doubts.add(new Doubt(completion, refundDue(file))));
        byTransfer.values().stream()
                .filter(transfer -> TransferState.has(transfer, FactKind.REJECTED))
                .flatMap(transfer -> completion(transfer).stream())
                .forEach(completion -> doubts.add(new Doubt(completion, ReviewReason.ANSWERS_CONTRADICT)));
        Map<UUID, TransferState> transfers = new LinkedHashMap<>();
        byTransfer.forEach((id, transfer) -> transfers.put(id, TransferState.of(transfer)));
        return new Progress(
                Optional.of(status(file, payment, transfers)), payment, List.copyOf(believed), transfers, doubts);
    }

    /** The first completion pays and stays the payment, whatever is heard later. */
    private static @Nullable TransferFact payment(OrderFile file, List<TransferFact> completions) {
        if (file.paidTransferId != null) {
            return completions.stream()
                    .filter(completion -> completion.transferId.equals(file.paidTransferId))
                    .findFirst()
                    .orElse(null);
        }
        return file.isCancelledForGood() || file.expiredAt != null || completions.isEmpty() ? null : completions.get(0);
    }

    private static Optional<TransferFact> completion(List<TransferFact> transfer) {
        return transfer.stream().filter(fact -> fact.kind == FactKind.COMPLETED).findFirst();
    }

    private static ReviewReason refundDue(OrderFile file) {
        if (file.cancelledAt != null) {
            return ReviewReason.REFUND_DUE_ORDER_CANCELLED;
        }
        return file.expiredAt != null ? ReviewReason.REFUND_DUE_ORDER_EXPIRED : ReviewReason.REFUND_DUE_PAID_TWICE;
    }

    private static OrderStatus status(
            OrderFile file, @Nullable TransferFact payment, Map<UUID, TransferState> transfers) {
        if (file.shippedAt != null) {
            return OrderStatus.SHIPPED;
        }
        if (payment != null || file.paidTransferId != null) {
            return OrderStatus.PAID;
        }
        if (file.isCancelledForGood()) {
            return OrderStatus.CANCELLED;
        }
        if (file.expiredAt != null) {
            return OrderStatus.EXPIRED;
        }
        if (transfers.containsValue(TransferState.ACCEPTED)) {
            return OrderStatus.TRANSFER_ACCEPTED;
        }
        if (file.cancelledAt != null) {
            return OrderStatus.CANCELLED;
        }
        return transfers.containsValue(TransferState.REQUESTED) ? OrderStatus.TRANSFER_REQUESTED : OrderStatus.APPLIED;
    }

    /** Whether this fact tells of the transfer that pays the order, and not of a further one. */
    public boolean isPaidBy(TransferFact fact) {
        return payment != null && payment.transferId.equals(fact.transferId);
    }

    /** What the merchant may know of a request's fate; empty while nothing was heard. */
    public Optional<WindowOutcome> outcomeOf(PaymentRequest request) {
        List<TransferFact> answers =
                believed.stream().filter(fact -> fact.answers(request)).toList();
        List<TransferState> states = answers.stream()
                .map(fact -> transfers.getOrDefault(fact.transferId, TransferState.CLOSED))
                .toList();
        if (states.contains(TransferState.COMPLETED)) {
            return Optional.of(WindowOutcome.COMPLETED);
        }
        if (states.contains(TransferState.ACCEPTED) || states.contains(TransferState.REQUESTED)) {
            return Optional.of(WindowOutcome.PENDING);
        }
        return answers.stream()
                .map(fact -> fact.kind == FactKind.REJECTED ? WindowOutcome.REFUSED : fact.outcome)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later);
    }
}
