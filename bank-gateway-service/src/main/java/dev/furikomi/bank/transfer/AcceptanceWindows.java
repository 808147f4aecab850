package dev.furikomi.bank.transfer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Collection;
import java.util.List;

/**
 * The windows' part in accepting. The one bean that implements it belongs to the window.
 *
 * <p>Lock order everywhere: the windows' rows, then the transfers', then the accounts; each kind in id order.
 */
public interface AcceptanceWindows {

    /** Called first in the transaction: locks the windows of a batch. */
    Uni<Locked> lock(SqlConnection connection, Collection<WindowTurn> turns);

    /** Windows whose rows are locked until the transaction ends. */
    interface Locked {

        /** Whether it is still this acceptance's turn. */
        boolean isTurn(WindowTurn turn);

        /** Writes that the customers accepted in these windows. */
        Uni<Void> accept(List<WindowTurn> turns);
    }
}
