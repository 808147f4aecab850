package dev.furikomi.card.token;

import dev.furikomi.card.certificate.CardCertificate;

/** Whether the card said what its token claims. */
public sealed interface TokenOutcome {

    /** The card, with the institution that issued it. */
    record Genuine(String institution, CardCertificate card) implements TokenOutcome {}

    record Refused(Reason reason) implements TokenOutcome {}

    /** In the order of the checks (S304). */
    enum Reason {
        /** Format, slot, algorithm, certificate or secret are not those that protocol and policy demand. */
        CARD_UNREADABLE("card-unreadable"),
        CARD_OF_ANOTHER_BANK("card-of-another-bank"),
        CARD_EXPIRED("card-expired"),
        /** Not registered, or registered with another key or for another slot. */
        CARD_UNKNOWN("card-unknown"),
        CARD_SIGNATURE_INVALID("card-signature-invalid");

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
