package dev.furikomi.bank.window;

import dev.furikomi.bank.transfer.Settlement;
import dev.furikomi.bank.transfer.SettlementListener;
import dev.furikomi.bank.transfer.TransferStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Ends windows in the transaction that settles their transfers (S307), so that the two never disagree. */
@ApplicationScoped
class WindowSettlements implements SettlementListener {

    private final Windows windows;

    WindowSettlements(Windows windows) {
        this.windows = windows;
    }

    @Override
    public Uni<Locked> lock(SqlConnection connection, Collection<UUID> transferIds) {
        return windows.lockOfTransfers(connection, transferIds)
                .map(locked -> settlements -> windows.progress(connection, ended(locked, settlements)));
    }

    private static List<Window> ended(List<Window> locked, List<Settlement> settlements) {
        Map<UUID, Settlement> byWindow = new HashMap<>();
        settlements.forEach(settlement -> byWindow.put(settlement.windowId(), settlement));
        List<Window> ended = new ArrayList<>();
        for (Window window : locked) {
            Settlement settlement = byWindow.get(window.id());
            if (settlement != null && window.status() == WindowStatus.ACCEPTED) {
                ended.add(ended(window, settlement));
            }
        }
        return ended;
    }

    private static Window ended(Window window, Settlement settlement) {
        return settlement.status() == TransferStatus.COMPLETED
                ? window.completed(settlement.settledAt())
                : window.closed(WindowReason.TRANSFER_REJECTED, settlement.settledAt(), "S307");
    }
}
