package dev.furikomi.bank.window;

import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import java.util.UUID;

/** S109: the transfer as the page shows it. Whatever differs from the payment request was tampered with. */
record ShownTransfer(UUID transferId, Party creditor, Money instructedAmount, String orderNumber) {

    boolean isThatOf(Window window) {
        Terms terms = window.terms();
        return transferId.equals(window.transferId())
                && creditor.equals(terms.creditor())
                && instructedAmount.equals(terms.instructedAmount())
                && orderNumber.equals(terms.orderNumber());
    }
}
