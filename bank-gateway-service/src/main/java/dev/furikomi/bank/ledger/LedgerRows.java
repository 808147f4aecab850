package dev.furikomi.bank.ledger;

import dev.furikomi.events.Money;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Reads the ledger's rows. */
final class LedgerRows {

    private LedgerRows() {}

    /** Those of the accounts that exist. */
    static Uni<List<LedgerAccount>> accounts(SqlConnection connection, String statement, Collection<String> numbers) {
        return connection
                .preparedQuery(statement)
                .execute(Tuple.tuple().addArrayOfString(numbers.toArray(String[]::new)))
                .map(LedgerRows::accounts);
    }

    static List<LedgerAccount> accounts(RowSet<Row> rows) {
        return list(rows, LedgerRows::account);
    }

    /** Those of the transfers that exist. */
    static Uni<List<LedgerTransfer>> transfers(SqlConnection connection, Collection<UUID> ids) {
        return connection
                .preparedQuery(LedgerSql.READ_TRANSFERS)
                .execute(Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new)))
                .map(rows -> list(rows, LedgerRows::transfer));
    }

    static Uni<List<CustomerLimit>> limits(SqlConnection connection, Collection<String> customers) {
        return connection
                .preparedQuery(LedgerSql.LOCK_LIMITS)
                .execute(Tuple.tuple().addArrayOfString(customers.toArray(String[]::new)))
                .map(rows -> list(rows, LedgerRows::limit));
    }

    static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        List<T> found = new ArrayList<>(rows.size());
        rows.forEach(row -> found.add(read.apply(row)));
        return found;
    }

    private static LedgerAccount account(Row row) {
        return new LedgerAccount(
                row.getLong("id"),
                row.getString("number"),
                row.getString("currency"),
                AccountKind.ofColumn(row.getString("kind")),
                AccountState.ofColumn(row.getString("state")),
                row.getLong("balance_minor"),
                row.getLong("reserved_minor"),
                row.getLong("overdraft_limit_minor"),
                row.getOffsetDateTime("booked_until").toInstant(),
                row.getString("limited_customer"));
    }

    private static LedgerTransfer transfer(Row row) {
        OffsetDateTime settledAt = row.getOffsetDateTime("settled_at");
        return new LedgerTransfer(
                row.getUUID("id"),
                row.getString("debit_number"),
                row.getString("credit_number"),
                Money.ofMinor(row.getLong("amount_minor"), row.getString("currency")),
                row.getBoolean("two_phase"),
                LedgerStatus.valueOf(row.getString("status")),
                row.getOffsetDateTime("created_at").toInstant(),
                settledAt == null ? null : settledAt.toInstant());
    }

    private static CustomerLimit limit(Row row) {
        return new CustomerLimit(
                row.getString("customer_id"),
                row.getString("currency"),
                row.getLong("per_transfer_minor"),
                row.getLong("per_day_minor"),
                row.getLocalDate("day"),
                row.getLong("used_minor"));
    }
}
