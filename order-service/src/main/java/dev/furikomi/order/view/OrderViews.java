package dev.furikomi.order.view;

import dev.furikomi.order.bank.Banks;
import dev.furikomi.order.file.OpenOrder;
import dev.furikomi.order.file.OrderFile;
import dev.furikomi.order.file.PaymentRequest;
import dev.furikomi.order.file.Progress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows orders in a language. */
@ApplicationScoped
public class OrderViews {

    private final Banks banks;
    private final Clock clock;

    OrderViews(Banks banks, Clock clock) {
        this.banks = banks;
        this.clock = clock;
    }

    public OrderView show(OpenOrder order, String language) {
        OrderFile file = order.file();
        Progress progress = order.progress();
        return new OrderView(
                file.orderNumber(),
                progress.status().orElseThrow(),
                file.items(),
                file.total(),
                file.customer(),
                file.placedAt(),
                file.expiresAt(),
                payment(order, progress, language),
                shipped(file),
                Timeline.of(order, Languages.messages(language), bic -> banks.name(bic, language), clock.instant()),
                file.version());
    }

    private OrderView.@Nullable Payment payment(OpenOrder order, Progress progress, String language) {
        List<PaymentRequest> requests = order.requests();
        if (requests.isEmpty()) {
            return null;
        }
        PaymentRequest last = requests.get(requests.size() - 1);
        return new OrderView.Payment(
                last.bank(),
                banks.name(last.bank(), language),
                last.requestId().toString(),
                progress.outcomeOf(last).orElse(null));
    }

    private static OrderView.@Nullable Shipped shipped(OrderFile file) {
        return file.shippedAt() == null || file.carrier() == null
                ? null
                : new OrderView.Shipped(file.carrier(), file.trackingNumber(), file.shippedAt());
    }
}
