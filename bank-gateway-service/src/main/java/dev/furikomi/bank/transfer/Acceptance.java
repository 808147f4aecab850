package dev.furikomi.bank.transfer;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One acceptance of a batch.
 *
 * @param evidence what the card signed and its signature, as JSON, kept with the transfer
 * @param turn null when no window takes part
 */
record Acceptance(
        TransferApplication application,
        String evidence,
        @Nullable WindowTurn turn) {

    UUID transferId() {
        return application.transferId();
    }
}
