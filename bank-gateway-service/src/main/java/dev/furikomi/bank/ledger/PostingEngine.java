package dev.furikomi.bank.ledger;

import dev.furikomi.bank.batch.BatchConfig;
import dev.furikomi.bank.batch.BatchTransactions;
import dev.furikomi.bank.batch.Batcher;
import dev.furikomi.bank.batch.LockWait;
import dev.furikomi.bank.ledger.PostingOutcome.Busy;
import dev.furikomi.bank.ledger.PostingOutcome.Posted;
import dev.furikomi.bank.ledger.PostingOutcome.Reserved;
import dev.furikomi.bank.ledger.PostingOutcome.Voided;
import dev.furikomi.reliable.Outbox;
import dev.furikomi.reliable.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/**
 * Posts orders that arrive together in one transaction, each with its own result, its events with it. A lone order is
 * posted at once; under load a batch is what arrived while the last one committed.
 *
 * <p>Any number of engines may work on one database. An engine that is gone leaves each order wholly done or not at
 * all; asking again with the same id tells which.
 */
public final class PostingEngine implements AutoCloseable {

    private final BatchTransactions transactions;
    private final LedgerBatch ledger;
    private final Outbox outbox;
    private final Batcher<LedgerOrder, PostingOutcome> batcher;

    public PostingEngine(Pool pool, LedgerBatch ledger, Outbox outbox, Vertx vertx, BatchConfig config) {
        this.transactions = new BatchTransactions(pool);
        this.ledger = ledger;
        this.outbox = outbox;
        this.batcher = new Batcher<>(
                "The posting engine",
                config,
                vertx,
                this::post,
                order -> new Busy(order.transferId(), config.retryAfter()));
    }

    /** The outcome comes when it is committed. A failure leaves open whether it was: ask again with the same id. */
    public Uni<PostingOutcome> submit(LedgerOrder order) {
        return batcher.submit(order);
    }

    @Override
    public void close() {
        batcher.close();
    }

    private Uni<List<PostingOutcome>> post(List<LedgerOrder> orders, LockWait lockWait) {
        return transactions
                .run(
                        lockWait,
                        connection -> ledger.lock(connection, orders),
                        (connection, locked) -> ledger.apply(
                                connection, orders, locked, outcomes -> tell(connection, orders, outcomes)))
                .invoke(outbox::wake);
    }

    private Uni<Void> tell(SqlConnection connection, List<LedgerOrder> orders, List<PostingOutcome> outcomes) {
        List<OutgoingEvent> told = new ArrayList<>();
        for (int index = 0; index < outcomes.size(); index++) {
            PostingOutcome outcome = outcomes.get(index);
            if (outcome instanceof Posted || outcome instanceof Reserved || outcome instanceof Voided) {
                told.addAll(orders.get(index).events());
            }
        }
        return outbox.write(connection, told);
    }
}
