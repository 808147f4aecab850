package dev.furikomi.bank.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.bank.batch.BatchTransactions;
import dev.furikomi.bank.batch.LockWait;
import dev.furikomi.events.Money;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Plans are kept, but not for longer than they fit. */
class BatchPlansTest {

    private static final String ROWS_READ =
            "select coalesce(sum(coalesce(idx_tup_fetch, 0) + seq_tup_read), 0)::bigint from pg_stat_xact_user_tables";

    private final LedgerBatch batch = new LedgerBatch(Clock.systemUTC(), ZoneOffset.UTC);

    @Test
    void anOrderReadsAsFewRowsAfterThousandsOfTransfersAsAfterNone() {
        try (LedgerDatabase database = new LedgerDatabase(1)) {
            // The database would help after a minute, more or less.
            database.run("alter table transfer set (autovacuum_enabled = off)");
            database.run("alter table account set (autovacuum_enabled = off)");
            database.account("funding-jpy", "funding", "JPY", 0);
            database.account("alice", "deposit", "JPY", 0);
            database.run("vacuum analyze account, transfer, journal_entry");
            BatchTransactions transactions = new BatchTransactions(database.pool());
            long first = rowsRead(transactions, 1);

            IntStream.range(0, 20).forEach(number -> rowsRead(transactions, 100));

            assertThat(rowsRead(transactions, 1)).isLessThan(first + 20);
        }
    }

    /** What is read for reserving and then posting so many transfers, each in a batch of its own. */
    private long rowsRead(BatchTransactions transactions, int transfers) {
        List<UUID> ids = IntStream.range(0, transfers)
                .mapToObj(number -> UUID.randomUUID())
                .toList();
        return rowsRead(
                        transactions,
                        ids.stream()
                                .map(id -> LedgerOrder.reserve(
                                        new Posting(id, "funding-jpy", "alice", Money.ofMinor(1, "JPY"))))
                                .toList())
                + rowsRead(transactions, ids.stream().map(LedgerOrder::post).toList());
    }

    /** The statistics of a server process count on until it reports them. */
    private long rowsRead(BatchTransactions transactions, List<? extends LedgerOrder> orders) {
        return LedgerDatabase.await(transactions.run(
                new LockWait(Duration.ofSeconds(3)), BatchPlansTest::rowsRead, (connection, before) -> batch.apply(
                                connection, orders)
                        .chain(() -> rowsRead(connection))
                        .map(after -> after - before)));
    }

    private static Uni<Long> rowsRead(SqlConnection connection) {
        return connection.query(ROWS_READ).execute().map(rows -> rows.iterator()
                .next()
                .getLong(0));
    }
}
