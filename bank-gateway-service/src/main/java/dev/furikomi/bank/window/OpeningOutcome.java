package dev.furikomi.bank.window;

import org.jspecify.annotations.Nullable;

/** Whether a payment request opened a window (S301). */
sealed interface OpeningOutcome {

    /**
     * The window is open.
     *
     * @param cookie what its holder shows from now on; the bank keeps only its digest
     */
    record Opened(Window window, String cookie) implements OpeningOutcome {
        @Override
        public String toString() {
            return "Opened[" + window.id() + "]";
        }
    }

    /**
     * No window.
     *
     * @param returnUrl where the shop is found, when the request is the merchant's own and the origin is permitted
     */
    record Refused(WindowReason reason, @Nullable String returnUrl) implements OpeningOutcome {}
}
