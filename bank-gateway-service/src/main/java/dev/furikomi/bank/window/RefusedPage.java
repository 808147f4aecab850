package dev.furikomi.bank.window;

import org.jspecify.annotations.Nullable;

/**
 * The page when a window cannot be opened.
 *
 * @param returnUrl where the shop may be found again, when the payment request is the merchant's own
 */
public record RefusedPage(
        String language,
        String bankName,
        String path,
        WindowReason reason,
        @Nullable String returnUrl) {

    /** The stable code of the reason. */
    public String getCode() {
        return reason.getCode();
    }

    /** Whether an earlier transfer is the reason. */
    public boolean isPaidBefore() {
        return reason.isPaidBefore();
    }
}
