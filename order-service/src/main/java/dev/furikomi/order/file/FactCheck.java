package dev.furikomi.order.file;

import dev.furikomi.events.Money;
import java.util.List;
import java.util.Optional;

/**
 * Whether what a bank said is the answer to what this order file asked: signed by the bank that it names as the
 * payer's, and payee, amount, currency, order and request as issued. The request names one bank as addressee and
 * payee's bank, so a match also means that the payee's own bank signed.
 */
final class FactCheck {

    private FactCheck() {}

    /** The first difference, if there is one. */
    static Optional<ReviewReason> difference(TransferFact fact, String merchant, List<PaymentRequest> requests) {
        if (!fact.source.equals("/banks/" + fact.debtorAgent)) {
            return Optional.of(ReviewReason.SIGNED_BY_ANOTHER_BANK);
        }
        if (!fact.merchant.equals(merchant)) {
            return Optional.of(ReviewReason.MERCHANT_DIFFERS);
        }
        return requests.stream()
                .filter(fact::answers)
                .findFirst()
                .map(request -> difference(fact, request))
                .orElse(Optional.of(ReviewReason.REQUEST_UNKNOWN));
    }

    private static Optional<ReviewReason> difference(TransferFact fact, PaymentRequest request) {
        if (!request.bank.equals(fact.debtorAgent)) {
            return Optional.of(ReviewReason.BANK_DIFFERS);
        }
        if (fact.kind == FactKind.WINDOW_CLOSED) {
            return Optional.empty();
        }
        if (!request.creditor().equals(fact.creditor())) {
            return Optional.of(ReviewReason.PAYEE_DIFFERS);
        }
        Money said = fact.instructedAmount();
        if (said == null || !said.currency().equals(request.instructedAmount().currency())) {
            return Optional.of(ReviewReason.CURRENCY_DIFFERS);
        }
        return said.equals(request.instructedAmount()) ? Optional.empty() : Optional.of(ReviewReason.AMOUNT_DIFFERS);
    }
}
