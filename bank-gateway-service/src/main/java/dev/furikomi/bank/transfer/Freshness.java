package dev.furikomi.bank.transfer;

import dev.furikomi.bank.transfer.AcceptanceOutcome.Refused;
import dev.furikomi.bank.transfer.AcceptanceOutcome.Replayed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the acceptances of one batch took from each other: a transfer, a payment request and an order are each accepted
 * once. The unique indexes say the same of different batches.
 */
final class Freshness {

    private final Map<Object, Boolean> taken = new HashMap<>();
    private final Map<UUID, TransferApplication> accepted = new HashMap<>();

    private record Request(String merchant, String requestId) {}

    private record Order(String merchant, String orderNumber) {}

    private static Set<Object> keys(TransferApplication application) {
        return Set.of(
                application.transferId(),
                new Request(application.merchant(), application.requestId()),
                new Order(application.merchant(), application.orderNumber()));
    }

    /** Whether nothing of this application was taken by an earlier one; then it is taken now. */
    boolean take(TransferApplication application) {
        Set<Object> keys = keys(application);
        if (keys.stream().anyMatch(taken::containsKey)) {
            return false;
        }
        keys.forEach(key -> taken.put(key, false));
        return true;
    }

    void accepted(TransferApplication application) {
        keys(application).forEach(key -> taken.put(key, true));
        accepted.put(application.transferId(), application);
    }

    /** What it had taken is free again. */
    void declined(TransferApplication application) {
        taken.keySet().removeAll(new HashSet<>(keys(application)));
    }

    /** What an application hears whose transfer, request or order was accepted in this batch; null when none was. */
    @Nullable
    AcceptanceOutcome taken(TransferApplication application) {
        TransferApplication same = accepted.get(application.transferId());
        if (same != null) {
            return same.equals(application)
                    ? new Replayed(application.transferId(), TransferStatus.ACCEPTED)
                    : new Refused(TransferRefusal.TRANSFER_ALTERED);
        }
        if (isAccepted(new Request(application.merchant(), application.requestId()))) {
            return new Refused(TransferRefusal.PAYMENT_REQUEST_CONSUMED);
        }
        return isAccepted(new Order(application.merchant(), application.orderNumber()))
                ? new Refused(TransferRefusal.ORDER_ALREADY_PAID)
                : null;
    }

    private boolean isAccepted(Object key) {
        return Boolean.TRUE.equals(taken.get(key));
    }
}
