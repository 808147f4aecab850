package dev.furikomi.bank.transfer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;

/**
 * Hears in the settling transaction how a transfer ended, so that its window's row commits with it. The one bean that
 * implements it belongs to the window; it is called by the request that executes at once and by the sweeper that
 * executes what a dead process left.
 *
 * <p>Lock order everywhere: the window's row, then the transfer's, then the accounts. Hence the two steps. The
 * {@code window-closed} event is written by the transfer itself, once.
 */
public interface SettlementListener {

    /** Called first in the transaction: locks the window's row ({@code select … for update}), if there is one. */
    Uni<Void> lock(SqlConnection connection, UUID windowId);

    /** Called when it is decided: sets the window to COMPLETED, or to CLOSED when the transfer was rejected. */
    Uni<Void> settled(SqlConnection connection, Settlement settlement);
}
