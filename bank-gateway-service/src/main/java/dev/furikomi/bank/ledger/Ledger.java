package dev.furikomi.bank.ledger;

import dev.furikomi.reliable.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The bank's books. What needs no more than the ledger goes through its {@link PostingEngine}; with a
 * {@link SqlConnection} the orders are part of the caller's transaction, and a declined one leaves it usable. The
 * transfer id makes each order idempotent.
 */
@ApplicationScoped
public class Ledger {

    private final Pool pool;
    private final LedgerBatch batch;
    private final PostingEngine engine;

    Ledger(Pool pool, Clock clock, LedgerConfig config, Outbox outbox, Vertx vertx) {
        this.pool = pool;
        this.batch = new LedgerBatch(clock, config.timeZone());
        this.engine = new PostingEngine(pool, batch, outbox, vertx, config.batches());
    }

    /** Does an order in a transaction that it shares with those that arrive at the same time. */
    public Uni<PostingOutcome> submit(LedgerOrder order) {
        return engine.submit(order);
    }

    /** Does orders in the caller's transaction; see {@link LedgerBatch#apply}. Their events are the caller's to write. */
    public Uni<List<PostingOutcome>> apply(SqlConnection connection, List<? extends LedgerOrder> orders) {
        return batch.apply(connection, orders);
    }

    /** The same, with what else follows; see {@link LedgerBatch#apply(SqlConnection, List, Function)}. */
    public Uni<List<PostingOutcome>> apply(
            SqlConnection connection,
            List<? extends LedgerOrder> orders,
            Function<List<PostingOutcome>, Uni<Void>> alongside) {
        return batch.apply(connection, orders, alongside);
    }

    /** The same, with the accounts locked before; see {@link LedgerBatch#apply(SqlConnection, List, LockedBooks, Function)}. */
    public Uni<List<PostingOutcome>> apply(
            SqlConnection connection,
            List<? extends LedgerOrder> orders,
            LockedBooks locked,
            Function<List<PostingOutcome>, Uni<Void>> alongside) {
        return batch.apply(connection, orders, locked, alongside);
    }

    /** Locks what the orders need in the caller's transaction; see {@link LedgerBatch#lock}. */
    public Uni<LockedBooks> lock(SqlConnection connection, List<? extends LedgerOrder> orders) {
        return batch.lock(connection, orders);
    }

    /** The accounts as they stand now, without a lock; those that are missing do not exist. */
    public Uni<List<LedgerAccount>> accounts(SqlConnection connection, List<String> numbers) {
        return LedgerRows.accounts(connection, LedgerSql.READ_ACCOUNTS, numbers);
    }

    /** The account as it stands now, without a lock. */
    public Uni<Optional<LedgerAccount>> account(SqlConnection connection, String number) {
        return accounts(connection, List.of(number))
                .map(accounts -> accounts.stream().findFirst());
    }

    /** The account from which deposits in this currency come. */
    public Uni<Optional<LedgerAccount>> fundingAccount(String currency) {
        return pool.preparedQuery(LedgerSql.READ_FUNDING_ACCOUNT)
                .execute(Tuple.of(currency))
                .map(LedgerRows::accounts)
                .map(accounts -> accounts.stream().findFirst());
    }

    /** A transfer as it is written. */
    public Uni<Optional<LedgerTransfer>> transfer(UUID transferId) {
        return pool.withConnection(connection -> LedgerRows.transfers(connection, List.of(transferId)))
                .map(transfers -> transfers.stream().findFirst());
    }

    @PreDestroy
    void stop() {
        engine.close();
    }
}
