package dev.furikomi.order.shipping;

import dev.furikomi.order.file.OpenOrder;
import dev.furikomi.order.file.OrderFile;
import dev.furikomi.order.file.OrderFiles;
import dev.furikomi.order.http.Problem;
import dev.furikomi.order.http.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/** The merchant ships a paid order, once. */
@ApplicationScoped
public class ShipOrder {

    private final OrderFiles orders;
    private final Clock clock;

    ShipOrder(OrderFiles orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    /** Why not, if it cannot be; the same shipment again changes nothing. */
    public Uni<Optional<Problem>> ship(String orderNumber, Shipment shipment) {
        return orders.change(orderNumber, order -> decide(order, shipment))
                .map(found -> found.orElse(Optional.of(Problems.orderNotKnown())));
    }

    private Optional<Problem> decide(OpenOrder order, Shipment shipment) {
        return switch (order.progress().status().orElseThrow()) {
            case SHIPPED -> isSame(order.file(), shipment) ? Optional.empty() : Optional.of(Problems.alreadyShipped());
            case PAID -> {
                order.ship(shipment.carrier().strip(), shipment.number(), clock.instant());
                yield Optional.empty();
            }
            case APPLIED, TRANSFER_REQUESTED, TRANSFER_ACCEPTED, CANCELLED, EXPIRED ->
                Optional.of(Problems.orderNotPaid());
        };
    }

    private static boolean isSame(OrderFile file, Shipment shipment) {
        return Objects.equals(file.carrier(), shipment.carrier().strip())
                && Objects.requireNonNullElse(file.trackingNumber(), "").equals(shipment.number());
    }
}
