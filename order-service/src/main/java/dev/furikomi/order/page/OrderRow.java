package dev.furikomi.order.page;

import dev.furikomi.order.file.OrderList;
import dev.furikomi.order.view.Messages;
import dev.furikomi.order.view.MoneyText;
import java.time.ZoneId;

/** An order in the staff's list. */
record OrderRow(
        String number, String status, String statusText, String tone, String customer, String total, String placedAt) {

    static OrderRow of(OrderList.Row row, Messages messages, String language, ZoneId zone) {
        return new OrderRow(
                row.orderNumber(),
                row.status().name(),
                Wording.status(row.status(), messages),
                Wording.tone(row.status()),
                row.customerName(),
                MoneyText.of(row.total()),
                Wording.time(row.placedAt(), language, zone));
    }
}
