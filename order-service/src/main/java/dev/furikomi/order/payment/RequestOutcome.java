package dev.furikomi.order.payment;

import dev.furikomi.order.file.PaymentRequest;
import dev.furikomi.order.http.Problem;

/** What asking for a payment request led to. */
sealed interface RequestOutcome {

    /**
     * There is a request to carry to the bank.
     *
     * @param fresh issued by this call; otherwise it stood already
     * @param repeated the call itself was a repetition under its Idempotency-Key
     */
    record Issued(PaymentRequest request, boolean fresh, boolean repeated) implements RequestOutcome {}

    record Refused(Problem problem) implements RequestOutcome {}
}
