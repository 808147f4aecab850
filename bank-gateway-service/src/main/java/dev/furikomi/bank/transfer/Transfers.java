package dev.furikomi.bank.transfer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The customer credit transfer from S109 to S307.
 *
 * <p>{@code windowChange} parameters run <em>first</em> in the transaction, so that the window's row is locked before
 * the transfer's and the accounts'; a refusal rolls its writes back. It may fail to abort everything. All methods may
 * be called on any Vert.x context and without one.
 */
@ApplicationScoped
public class Transfers {

    /** Whether this payment request may still open a window. */
    public Uni<RequestStanding> standing(String merchant, String requestId, String orderNumber) {
        throw new UnsupportedOperationException();
    }

    /** S305: checks everything and, when it is right, records the request and tells the merchant. */
    public Uni<CheckOutcome> check(TransferApplication application, Function<SqlConnection, Uni<Void>> windowChange) {
        throw new UnsupportedOperationException();
    }

    /**
     * S110: consumes the payment request, reserves the money and tells the merchant, in one transaction. In the short
     * procedure no check needs to have gone before; {@code transfer-request} and {@code transfer-accepted} are then
     * written together. Then execute with {@link #execute(UUID)}.
     *
     * @param evidence what the card signed and its signature, as JSON, kept with the transfer
     */
    public Uni<AcceptanceOutcome> accept(
            TransferApplication application, String evidence, Function<SqlConnection, Uni<Void>> windowChange) {
        throw new UnsupportedOperationException();
    }

    /**
     * S307: posts an accepted transfer, or voids it when the payee can no longer be credited. Calls the
     * {@link SettlementListener} in the transaction. Repeating it is harmless and gives the standing settlement.
     */
    public Uni<Settlement> execute(UUID transferId) {
        throw new UnsupportedOperationException();
    }

    /**
     * S308: writes {@code window-closed} in the caller's transaction, in which the window's row is already locked, and
     * withdraws a request that was not accepted. Does nothing when the event of this window was written before. Not to
     * be called from a {@link SettlementListener}. Call {@link #wake()} after the commit.
     */
    public Uni<Void> windowClosed(SqlConnection connection, ClosedWindow closed) {
        throw new UnsupportedOperationException();
    }

    /** Makes committed events leave at once; after the commit, never inside the transaction. */
    public void wake() {
        throw new UnsupportedOperationException();
    }

    /** Where a transfer stands, if it was ever requested. */
    public Uni<Optional<TransferStatus>> status(UUID transferId) {
        throw new UnsupportedOperationException();
    }
}
