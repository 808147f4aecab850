package dev.furikomi.bank.transfer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Hears in the settling transaction how the transfers of a batch ended, so that their windows' rows commit with them. The
 * one bean that implements it belongs to the window; it is called by the requests that execute at once and by the
 * sweeper that executes what a dead process left.
 *
 * <p>Lock order everywhere: the windows' rows, then the transfers', then the accounts; each kind in id order. Hence the
 * two steps. The {@code window-closed} event is written by the transfer itself, once.
 */
public interface SettlementListener {

    /** Called first in the transaction: locks the rows of the transfers' windows in id order, those that there are. */
    Uni<Locked> lock(SqlConnection connection, Collection<UUID> transferIds);

    /** Windows whose rows are locked until the transaction ends. */
    interface Locked {

        /** Called when it is decided: sets the windows to COMPLETED, or to CLOSED where the transfer was rejected. */
        Uni<Void> settle(List<Settlement> settlements);
    }
}
