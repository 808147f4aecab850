package dev.furikomi.order.page;

import dev.furikomi.order.file.OrderList;
import dev.furikomi.order.view.Messages;
import dev.furikomi.order.view.MoneyText;
import java.time.ZoneId;

/** A review case in the staff's list. */
record CaseRow(
        String openedAt, String number, boolean known, String bank, String amount, String reason, String reasonText) {

    static CaseRow of(OrderList.CaseRow open, Messages messages, String language, ZoneId zone) {
        return new CaseRow(
                Wording.time(open.openedAt(), language, zone),
                open.orderNumber(),
                !open.reason().equals("order-unknown"),
                open.bank(),
                open.instructedAmount() == null ? "" : MoneyText.of(open.instructedAmount()),
                open.reason(),
                Wording.reviewReason(open.reason(), messages));
    }
}
