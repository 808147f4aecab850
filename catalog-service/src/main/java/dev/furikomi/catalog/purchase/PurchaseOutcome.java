package dev.furikomi.catalog.purchase;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an application for a purchase ended. */
sealed interface PurchaseOutcome {

    /** Applied for, stock is held. */
    record Applied(PurchaseView purchase) implements PurchaseOutcome {}

    /** Applied for before with the same key; the stored answer. */
    record Replayed(PurchaseView purchase) implements PurchaseOutcome {}

    /** Nothing was done. */
    record Refused(Reason reason, String detail) implements PurchaseOutcome {}

    /** Why nothing was done. */
    enum Reason {
        PRODUCT_UNKNOWN(422, "No such product"),
        OUT_OF_STOCK(409, "Not enough of it is left"),
        MIXED_CURRENCIES(422, "Different currencies"),
        QUANTITY_OUT_OF_RANGE(422, "Not that many"),
        TOO_MANY_OPEN_PURCHASES(429, "Too many unpaid purchases"),
        IDEMPOTENCY_KEY_REUSED(422, "The key stands for another purchase"),
        IDEMPOTENCY_IN_PROGRESS(409, "The same purchase is being made"),
        IDEMPOTENT_ANSWER_LOST(409, "The answer cannot be given again");

        private final int status;
        private final String title;

        Reason(int status, String title) {
            this.status = status;
            this.title = title;
        }

        int status() {
            return status;
        }

        String title() {
            return title;
        }

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
