package dev.furikomi.order.page;

import dev.furikomi.events.Purchase;
import dev.furikomi.order.file.OrderStatus;
import dev.furikomi.order.view.Messages;
import dev.furikomi.order.view.MoneyText;
import dev.furikomi.order.view.OrderView;
import dev.furikomi.order.view.TimelineEntry;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order in the words and times of a page. */
record OrderPageView(
        String number,
        String status,
        String statusText,
        String tone,
        boolean payable,
        boolean cancellable,
        boolean shippable,
        List<Step> timeline,
        List<Line> lines,
        String total,
        Purchase.Customer customer,
        String placedAt,
        String expiresAt,
        @Nullable String bank,
        long version) {

    /** One step of the timeline; {@code numbered} when it has a number of the procedure. */
    record Step(
            String step,
            String status,
            String detail,
            @Nullable String at,
            @Nullable String time,
            boolean numbered) {}

    /** One line of the order. */
    record Line(String title, int quantity, String price) {}

    static OrderPageView of(OrderView order, Messages messages, String language, ZoneId zone) {
        OrderStatus status = order.status();
        return new OrderPageView(
                order.orderNumber(),
                status.name(),
                Wording.status(status, messages),
                Wording.tone(status),
                status == OrderStatus.APPLIED || status == OrderStatus.TRANSFER_REQUESTED,
                status == OrderStatus.APPLIED,
                status == OrderStatus.PAID,
                order.timeline().stream()
                        .map(entry -> step(entry, language, zone))
                        .toList(),
                order.items().stream()
                        .map(item -> new Line(item.title(), item.quantity(), MoneyText.of(item.unitPrice())))
                        .toList(),
                MoneyText.of(order.total()),
                order.customer(),
                Wording.time(order.placedAt(), language, zone),
                Wording.time(order.expiresAt(), language, zone),
                order.payment() == null ? null : order.payment().bankName(),
                order.version());
    }

    private static Step step(TimelineEntry entry, String language, ZoneId zone) {
        return new Step(
                entry.step(),
                entry.status(),
                entry.detail(),
                entry.at() == null ? null : entry.at().toString(),
                entry.at() == null ? null : Wording.time(entry.at(), language, zone),
                entry.step().startsWith("S"));
    }
}
