package dev.furikomi.bank.ledger;

import dev.furikomi.events.Money;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the ledger's rows. */
final class LedgerRows {

    private LedgerRows() {}

    /** The accounts that a statement found; those that are missing do not exist. */
    record Accounts(List<LedgerAccount> rows) {

        @Nullable
        LedgerAccount find(String number) {
            return rows.stream()
                    .filter(account -> account.number().equals(number))
                    .findFirst()
                    .orElse(null);
        }

        Optional<LedgerAccount> first() {
            return rows.stream().findFirst();
        }
    }

    static Uni<Accounts> accounts(SqlConnection connection, String statement, String... numbers) {
        return connection
                .preparedQuery(statement)
                .execute(Tuple.tuple().addArrayOfString(numbers))
                .map(LedgerRows::accounts);
    }

    static Accounts accounts(RowSet<Row> rows) {
        List<LedgerAccount> accounts = new ArrayList<>();
        rows.forEach(row -> accounts.add(account(row)));
        return new Accounts(accounts);
    }

    /** The transfer, or null. */
    static Uni<@Nullable LedgerTransfer> transfer(SqlConnection connection, UUID transferId) {
        return connection
                .preparedQuery(LedgerSql.READ_TRANSFER)
                .execute(Tuple.of(transferId))
                .map(rows -> rows.size() == 0 ? null : transfer(rows.iterator().next()));
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
                row.getLong("overdraft_limit_minor"));
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
}
