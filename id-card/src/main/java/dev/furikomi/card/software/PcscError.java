package dev.furikomi.card.software;

import javax.smartcardio.CardException;

/** The PC/SC codes that a software reader gives, in the form in which the JDK's PC/SC provider gives them: as a cause's message. */
enum PcscError {
    REMOVED_CARD("SCARD_W_REMOVED_CARD"),
    RESET_CARD("SCARD_W_RESET_CARD"),
    NO_CARD("SCARD_E_NO_SMARTCARD"),
    UNRESPONSIVE_CARD("SCARD_W_UNRESPONSIVE_CARD"),
    PROTOCOL_MISMATCH("SCARD_E_PROTO_MISMATCH"),
    UNSUPPORTED_FEATURE("SCARD_E_UNSUPPORTED_FEATURE");

    private final String code;

    PcscError(String code) {
        this.code = code;
    }

    CardException exception() {
        return new CardException(new Exception(code));
    }
}
