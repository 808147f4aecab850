package dev.furikomi.order.payment;

import dev.furikomi.order.file.OpenOrder;
import dev.furikomi.order.file.OrderFileConfig;
import dev.furikomi.order.file.OrderFiles;
import dev.furikomi.order.http.Problem;
import dev.furikomi.order.http.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * The shopper takes the order back before paying, as long as no bank may be busy with it: a window that is open is not
 * heard of before the transfer is asked for there, so a request stands in the way until its bank has answered.
 */
@ApplicationScoped
public class CancelOrder {

    private final OrderFiles orders;
    private final OrderFileConfig config;
    private final Clock clock;

    CancelOrder(OrderFiles orders, OrderFileConfig config, Clock clock) {
        this.orders = orders;
        this.config = config;
        this.clock = clock;
    }

    /** Why not, if it cannot be; cancelling again changes nothing. */
    public Uni<Optional<Problem>> cancel(String orderNumber) {
        return orders.change(orderNumber, this::decide)
                .map(found -> found.orElse(Optional.of(Problems.orderNotKnown())));
    }

    private Optional<Problem> decide(OpenOrder order) {
        return switch (order.progress().status().orElseThrow()) {
            case PAID, SHIPPED -> Optional.of(Problems.orderAlreadyPaid());
            case EXPIRED -> Optional.of(Problems.orderExpired());
            case CANCELLED -> Optional.empty();
            case APPLIED, TRANSFER_REQUESTED, TRANSFER_ACCEPTED -> {
                Instant now = clock.instant();
                if (order.isTransferUnderWay(now, config.grace())) {
                    yield Optional.of(Problems.transferInProgress());
                }
                Optional<Problem> unanswered = order.unansweredRequest(now, config.grace())
                        .map(request -> Problems.paymentInProgress()
                                .with("bank", request.bank())
                                .with("retryAfter", request.expiresAt().plus(config.grace())));
                if (unanswered.isEmpty()) {
                    order.cancel(now, config.grace());
                }
                yield unanswered;
            }
        };
    }
}
