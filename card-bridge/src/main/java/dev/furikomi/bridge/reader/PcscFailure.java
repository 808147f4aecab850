package dev.furikomi.bridge.reader;

import java.util.Arrays;
import java.util.Set;
import javax.smartcardio.CardNotPresentException;
import org.jspecify.annotations.Nullable;

/** What a failure of PC/SC means. Providers give its code only as a word within a message, theirs or that of a cause. */
enum PcscFailure {
    REMOVED("SCARD_W_REMOVED_CARD", "SCARD_E_NO_SMARTCARD"),
    /** Another program reset the card; connecting again is all it takes. */
    RESET("SCARD_W_RESET_CARD"),
    /** Another program has the card for itself. */
    HELD("SCARD_E_SHARING_VIOLATION"),
    READER_GONE("SCARD_E_READER_UNAVAILABLE", "SCARD_E_UNKNOWN_READER", "SCARD_E_NO_READERS_AVAILABLE"),
    SERVICE_GONE(
            "SCARD_E_NO_SERVICE",
            "SCARD_E_SERVICE_STOPPED",
            "SCARD_E_SYSTEM_CANCELLED",
            "SCARD_E_INVALID_HANDLE",
            // pcsc-lite's word for a connection that pcscd closed while it was asked.
            "SCARD_W_SECURITY_VIOLATION",
            "SCARD_F_COMM_ERROR"),
    OTHER;

    private static final int CAUSES_MAX = 8;

    private final Set<String> codes;

    PcscFailure(String... codes) {
        this.codes = Set.of(codes);
    }

    static PcscFailure of(Throwable failure) {
        if (failure instanceof CardNotPresentException) {
            return REMOVED;
        }
        @Nullable Throwable each = failure;
        for (int depth = 0; each != null && depth < CAUSES_MAX; depth++) {
            String message = each.getMessage() == null ? "" : each.getMessage();
            for (PcscFailure one : values()) {
                if (one.codes.stream().anyMatch(message::contains)) {
                    return one;
                }
            }
            each = each.getCause();
        }
        return OTHER;
    }

    boolean isOneOf(PcscFailure... others) {
        return Arrays.asList(others).contains(this);
    }
}
