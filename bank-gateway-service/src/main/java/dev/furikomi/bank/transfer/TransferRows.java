package dev.furikomi.bank.transfer;

import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import dev.furikomi.events.Procedure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes the rows of customer credit transfers. */
final class TransferRows {

    private TransferRows() {}

    /** The transfer, or null. */
    static Uni<@Nullable CustomerCreditTransfer> read(SqlConnection connection, String statement, UUID transferId) {
        return read(connection, statement, List.of(transferId)).map(transfers -> transfers.get(transferId));
    }

    /** The transfers by id; those that are missing do not exist. */
    static Uni<Map<UUID, CustomerCreditTransfer>> read(
            SqlConnection connection, String statement, Collection<UUID> transferIds) {
        return connection
                .preparedQuery(statement)
                .execute(Tuple.tuple().addArrayOfUUID(transferIds.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, CustomerCreditTransfer> transfers = new HashMap<>();
                    rows.forEach(row -> transfers.put(row.getUUID("id"), transfer(row)));
                    return transfers;
                });
    }

    /** Writes a new request; false when its id is taken. */
    static Uni<Boolean> insert(SqlConnection connection, TransferApplication application, Instant now) {
        return connection
                .preparedQuery(TransferSql.INSERT)
                .execute(row(application, now))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Writes new requests; false when one of the ids is taken. */
    static Uni<Boolean> insert(SqlConnection connection, List<TransferApplication> applications, Instant now) {
        if (applications.isEmpty()) {
            return Uni.createFrom().item(true);
        }
        return connection
                .preparedQuery(TransferSql.INSERT)
                .executeBatch(applications.stream()
                        .map(application -> row(application, now))
                        .toList())
                .map(rows -> {
                    int inserted = 0;
                    for (RowSet<Row> each = rows; each != null; each = each.next()) {
                        inserted += each.rowCount();
                    }
                    return inserted == applications.size();
                });
    }

    private static Tuple row(TransferApplication application, Instant now) {
        return Tuple.tuple()
                .addUUID(application.transferId())
                .addUUID(application.windowId())
                .addString(application.procedure().name())
                .addString(application.merchant())
                .addString(application.requestId())
                .addString(application.orderNumber())
                .addOffsetDateTime(column(application.requestExpiresAt()))
                .addString(application.creditor().name())
                .addString(application.creditor().agent())
                .addString(application.creditor().account())
                .addLong(application.instructedAmount().amountMinor())
                .addString(application.instructedAmount().currencyCode())
                .addString(application.payerAccount())
                .addString(application.customerId())
                .addOffsetDateTime(column(now));
    }

    /** Runs an update that returns the new sequence number; null when there was nothing to update. */
    static Uni<@Nullable Long> sequenced(SqlConnection connection, String statement, Tuple row) {
        return connection
                .preparedQuery(statement)
                .execute(row)
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getLong("event_sequence"));
    }

    static OffsetDateTime column(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static CustomerCreditTransfer transfer(Row row) {
        TransferApplication application = new TransferApplication(
                row.getUUID("id"),
                row.getUUID("window_id"),
                Procedure.valueOf(row.getString("procedure")),
                row.getString("merchant"),
                row.getString("request_id"),
                row.getString("order_number"),
                row.getOffsetDateTime("request_expires_at").toInstant(),
                new Party(
                        row.getString("creditor_name"),
                        row.getString("creditor_agent"),
                        row.getString("creditor_account")),
                Money.ofMinor(row.getLong("amount_minor"), row.getString("currency")),
                row.getString("debtor_account"),
                row.getString("customer_id"));
        return new CustomerCreditTransfer(
                application,
                TransferStatus.valueOf(row.getString("status")),
                row.getOffsetDateTime("requested_at").toInstant(),
                instant(row, "accepted_at"),
                instant(row, "settled_at"),
                row.getBoolean("window_closed"),
                row.getLong("event_sequence"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }
}
