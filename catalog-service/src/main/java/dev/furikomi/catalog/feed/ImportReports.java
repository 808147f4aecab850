package dev.furikomi.catalog.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The stored reports of imports; refused rows are read page by page. */
@ApplicationScoped
class ImportReports {

    private final Pool pool;

    ImportReports(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<ImportReport>> find(UUID importId, long afterRow, int limit) {
        return pool.preparedQuery(ImportSql.FIND).execute(Tuple.of(importId)).chain(found -> {
            if (found.size() == 0) {
                return Uni.createFrom().item(Optional.empty());
            }
            return pool.preparedQuery(ImportSql.FIND_REFUSALS)
                    .execute(Tuple.of(importId, afterRow, limit + 1))
                    .map(refusals -> Optional.of(report(found.iterator().next(), refusals, limit)));
        });
    }

    private static ImportReport report(Row row, RowSet<Row> refusals, int limit) {
        List<ImportReport.RefusedRow> rows = StreamSupport.stream(refusals.spliterator(), false)
                .limit(limit)
                .map(refusal -> new ImportReport.RefusedRow(
                        refusal.getLong("feed_row"),
                        refusal.getString("product_id"),
                        refusal.getString("reason"),
                        refusal.getString("detail")))
                .toList();
        Long next =
                refusals.size() > limit ? Long.valueOf(rows.get(rows.size() - 1).row()) : null;
        return new ImportReport(
                row.getUUID("id"),
                row.getString("status"),
                row.getString("reason"),
                row.getOffsetDateTime("started_at").toInstant(),
                instant(row.getOffsetDateTime("finished_at")),
                row.getLong("rows_read"),
                row.getLong("accepted"),
                row.getLong("refused"),
                row.getLong("withdrawn"),
                rows,
                next);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
