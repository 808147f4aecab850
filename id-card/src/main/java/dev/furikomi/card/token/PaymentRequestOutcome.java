package dev.furikomi.card.token;

/** Whether a payment request is the merchant's, for this bank and alive. */
public sealed interface PaymentRequestOutcome {

    record Verified(PaymentRequest request) implements PaymentRequestOutcome {}

    record Refused(Reason reason) implements PaymentRequestOutcome {}

    /** In the order of the checks. */
    enum Reason {
        INVALID("payment-request-invalid"),
        FOR_ANOTHER_BANK("payment-request-for-another-bank"),
        EXPIRED("payment-request-expired");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The reason on the wire. */
        public String code() {
            return code;
        }
    }
}
