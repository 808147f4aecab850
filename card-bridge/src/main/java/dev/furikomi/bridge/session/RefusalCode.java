package dev.furikomi.bridge.session;

import java.util.Locale;

/** Why the bridge did not do what a page asked; the codes of protocol.md section 6. */
public enum RefusalCode {
    REQUEST_INVALID,
    REQUEST_EXPIRED,
    REQUEST_REUSED,
    ORIGIN_NOT_PERMITTED,
    BANK_UNKNOWN,
    NO_READER,
    READER_BUSY,
    NO_CARD,
    CARD_REMOVED,
    CARD_UNREADABLE,
    CARD_CHANGED,
    PIN_BLOCKED,
    CANCELLED,
    NOT_ACCEPTED,
    BUSY,
    TIMEOUT,
    BRIDGE_ERROR;

    /** The code as it stands on the wire, such as {@code card-removed}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
