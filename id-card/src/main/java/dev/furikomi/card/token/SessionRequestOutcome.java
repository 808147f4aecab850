package dev.furikomi.card.token;

import dev.furikomi.card.trust.Bank;

/** Whether a bridge may serve a session request; before {@link Permitted} no reader is touched. */
public sealed interface SessionRequestOutcome {

    /** The request, the bank that signed it, and the compact JWS that the card's signature will cover. */
    record Permitted(SessionRequest request, Bank bank, String compact) implements SessionRequestOutcome {}

    record Refused(Reason reason) implements SessionRequestOutcome {}

    /** In the order of the checks. */
    enum Reason {
        /** Not a session request of the protocol's form, or not signed by the bank that it names. */
        REQUEST_INVALID("request-invalid"),
        BANK_UNKNOWN("bank-unknown"),
        /** Not an origin of that bank, or not the one from which the call came. */
        ORIGIN_NOT_PERMITTED("origin-not-permitted"),
        REQUEST_EXPIRED("request-expired"),
        REQUEST_REUSED("request-reused");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The code on the wire. */
        public String code() {
            return code;
        }
    }
}
