package dev.furikomi.bank.transfer;

import dev.furikomi.bank.batch.BatchConfig;
import dev.furikomi.bank.batch.BatchTransactions;
import dev.furikomi.bank.batch.Batcher;
import dev.furikomi.bank.ledger.LedgerConfig;
import dev.furikomi.reliable.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The customer credit transfer from S109 to S307.
 *
 * <p>{@code windowChange} parameters run <em>first</em> in the transaction, so that the window's row is locked before
 * the transfer's and the accounts'; a refusal or a replay rolls its writes back. It may fail to abort everything. All
 * methods may be called on any Vert.x context and without one.
 */
@ApplicationScoped
public class Transfers {

    private static final String UNIQUE_VIOLATION = "23505";

    private final Pool pool;
    private final BatchTransactions batches;
    private final Requesting requesting;
    private final Batcher<Acceptance, AcceptanceOutcome> acceptances;
    private final Batcher<UUID, Optional<Settlement>> executions;
    private final TransferEvents events;
    private final Outbox outbox;
    private final Clock clock;

    Transfers(
            Pool pool,
            Requesting requesting,
            Accepting accepting,
            Executing executing,
            TransferEvents events,
            Outbox outbox,
            LedgerConfig ledger,
            TransferConfig config,
            Vertx vertx,
            Clock clock) {
        this.pool = pool;
        this.batches = new BatchTransactions(pool);
        this.requesting = requesting;
        BatchConfig batching = ledger.batches(config.lanes());
        this.acceptances = new Batcher<>(
                "Accepting",
                batching,
                vertx,
                (asked, lockWait) -> batches.run(
                                lockWait,
                                connection -> accepting.find(connection, asked),
                                (connection, found) -> accepting.accept(connection, asked, found))
                        .invoke(this::wake),
                refused -> new AcceptanceOutcome.Busy(batching.retryAfter()));
        this.executions = new Batcher<>(
                "Executing",
                batching,
                vertx,
                (ids, lockWait) -> batches.run(
                                lockWait,
                                connection -> executing.find(connection, ids),
                                (connection, found) -> executing.execute(connection, ids, found))
                        .invoke(this::wake)
                        .map(settlements ->
                                settlements.stream().map(Optional::of).toList()),
                refused -> Optional.empty());
        this.events = events;
        this.outbox = outbox;
        this.clock = clock;
    }

    @PreDestroy
    void stop() {
        acceptances.close();
        executions.close();
    }

    /** Whether this payment request may still open a window. */
    public Uni<RequestStanding> standing(String merchant, String requestId, String orderNumber) {
        return pool.withConnection(connection -> RequestChecks.standing(connection, merchant, requestId, orderNumber));
    }

    /** S305: checks everything and, when it is right, records the request and tells the merchant. */
    public Uni<CheckOutcome> check(TransferApplication application, Function<SqlConnection, Uni<Void>> windowChange) {
        return pool.withTransaction(connection ->
                        windowChange.apply(connection).chain(() -> requesting.request(connection, application)))
                .onFailure(RolledBack.class)
                .recoverWithItem(refused -> ((RolledBack) refused).outcome(CheckOutcome.class))
                .invoke(this::wake);
    }

    /**
     * S110: consumes the payment request, reserves the money and tells the merchant, in one transaction that it shares
     * with acceptances that come at the same time. In the short procedure no check needs to have gone before;
     * {@code transfer-request} and {@code transfer-accepted} are then written together. Then execute with
     * {@link #execute(UUID)}.
     *
     * @param evidence what the card signed and its signature, as JSON, kept with the transfer
     * @param turn the window that takes part, if one does
     */
    public Uni<AcceptanceOutcome> accept(TransferApplication application, String evidence, @Nullable WindowTurn turn) {
        return acceptances
                .submit(new Acceptance(application, evidence, turn))
                .onFailure(failure -> consumedMeanwhile(failure) != null)
                .recoverWithItem(Transfers::refusedAsConsumed);
    }

    /**
     * S307: posts an accepted transfer, or voids it when the payee can no longer be credited, in a transaction that it
     * shares with those that come at the same time. Calls the {@link SettlementListener} in it. Repeating it is harmless
     * and gives the standing settlement.
     */
    public Uni<Settlement> execute(UUID transferId) {
        return executions
                .submit(transferId)
                .map(settlement -> settlement.orElseThrow(() -> new IllegalStateException(
                        "More is waiting to be executed than the bank takes on: the sweeper follows.")));
    }

    /**
     * S308: writes {@code window-closed} in the caller's transaction, in which the window's row is already locked, and
     * withdraws a request that was not accepted. Does nothing when the event of this transfer's window was written
     * before. A window that closes before S109 has no transfer yet: then the caller sees to it that it closes once.
     * Not to be called from a {@link SettlementListener}. Call {@link #wake()} after the commit.
     */
    public Uni<Void> windowClosed(SqlConnection connection, ClosedWindow closed) {
        Instant now = clock.instant();
        return TransferRows.read(connection, TransferSql.LOCK, closed.transferId())
                .chain(transfer ->
                        transfer == null ? Uni.createFrom().item(Optional.of(1L)) : close(connection, transfer, now))
                .chain(sequence -> sequence.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : outbox.write(connection, List.of(events.windowClosed(closed, sequence.get(), now))));
    }

    /** Makes committed events leave at once; after the commit, never inside the transaction. */
    public void wake() {
        outbox.wake();
    }

    /** Where a transfer stands, if it was ever requested. */
    public Uni<Optional<TransferStatus>> status(UUID transferId) {
        return view(transferId).map(view -> view.map(TransferView::status));
    }

    /** The transfer as staff sees it, if it was ever requested. */
    public Uni<Optional<TransferView>> view(UUID transferId) {
        return pool.withConnection(connection -> TransferRows.read(connection, TransferSql.FIND, transferId))
                .map(transfer -> Optional.ofNullable(transfer).map(TransferView::of));
    }

    private static Uni<Optional<Long>> close(SqlConnection connection, CustomerCreditTransfer transfer, Instant now) {
        UUID transferId = transfer.application().transferId();
        Uni<Void> withdrawn = transfer.status().canBecome(TransferStatus.WITHDRAWN)
                ? connection
                        .preparedQuery(TransferSql.WITHDRAW)
                        .execute(Tuple.of(transferId))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
        return withdrawn
                .chain(() -> TransferRows.sequenced(
                        connection, TransferSql.CLOSE_WINDOW, Tuple.of(transferId, TransferRows.column(now))))
                .map(Optional::ofNullable);
    }

    private static AcceptanceOutcome refusedAsConsumed(Throwable failure) {
        TransferRefusal refusal = consumedMeanwhile(failure);
        if (refusal == null) {
            throw new IllegalStateException(failure);
        }
        return new AcceptanceOutcome.Refused(refusal);
    }

    /** Two windows accepted at the same moment: the unique indexes let one through. */
    private static @Nullable TransferRefusal consumedMeanwhile(Throwable failure) {
        if (!(failure instanceof PgException violation) || !UNIQUE_VIOLATION.equals(violation.getSqlState())) {
            return null;
        }
        if (TransferSql.REQUEST_ONCE.equals(violation.getConstraint())) {
            return TransferRefusal.PAYMENT_REQUEST_CONSUMED;
        }
        return TransferSql.ORDER_ONCE.equals(violation.getConstraint()) ? TransferRefusal.ORDER_ALREADY_PAID : null;
    }
}
