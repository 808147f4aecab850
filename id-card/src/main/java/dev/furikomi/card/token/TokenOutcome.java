package dev.furikomi.card.token;

import dev.furikomi.card.certificate.CardCertificate;

/** Whether the card said what its token claims. */
public sealed interface TokenOutcome {

    record Genuine(CardCertificate card) implements TokenOutcome {}

    record Refused(Reason reason) implements TokenOutcome {}

    /** In the order of the checks (S304). */
    enum Reason {
        /** Format, slot, algorithm or certificate are not the protocol's. */
        CARD_UNREADABLE("card-unreadable"),
        CARD_OF_ANOTHER_BANK("card-of-another-bank"),
        CARD_EXPIRED("card-expired"),
        /** Not registered, or registered with another key. */
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
