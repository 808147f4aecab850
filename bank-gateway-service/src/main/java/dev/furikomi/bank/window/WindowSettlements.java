package dev.furikomi.bank.window;

import dev.furikomi.bank.transfer.Settlement;
import dev.furikomi.bank.transfer.SettlementListener;
import dev.furikomi.bank.transfer.TransferStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Ends a window in the transaction that settles its transfer (S307), so that the two never disagree. */
@ApplicationScoped
class WindowSettlements implements SettlementListener {

    private final Windows windows;

    WindowSettlements(Windows windows) {
        this.windows = windows;
    }

    @Override
    public Uni<Void> lock(SqlConnection connection, UUID windowId) {
        return windows.lockIfPresent(connection, windowId).replaceWithVoid();
    }

    @Override
    public Uni<Void> settled(SqlConnection connection, Settlement settlement) {
        return windows.lockIfPresent(connection, settlement.windowId())
                .chain(found -> found.filter(window -> window.status() == WindowStatus.ACCEPTED)
                        .map(window -> windows.update(connection, ended(window, settlement))
                                .replaceWithVoid())
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private static Window ended(Window window, Settlement settlement) {
        return settlement.status() == TransferStatus.COMPLETED
                ? window.completed(settlement.settledAt())
                : window.closed(WindowReason.TRANSFER_REJECTED, settlement.settledAt(), "S307");
    }
}
