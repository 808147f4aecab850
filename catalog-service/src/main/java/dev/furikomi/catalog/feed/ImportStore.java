package dev.furikomi.catalog.feed;

import dev.furikomi.catalog.product.ProductAttributes;
import dev.furikomi.catalog.product.ProductJson;
import dev.furikomi.catalog.product.SearchText;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One import's dealings with the database, on one connection that holds the import lock. Blocks; worker threads only. */
final class ImportStore {

    /** So much longer than the database's own limit is waited for its answer. */
    private static final Duration DATABASE_GIVES_UP_FIRST = Duration.ofSeconds(10);

    private final SqlConnection connection;
    private final FeedConfig config;
    private final Clock clock;
    private @Nullable UUID importId;
    private long rowsRead;

    ImportStore(SqlConnection connection, FeedConfig config, Clock clock) {
        this.connection = connection;
        this.config = config;
        this.clock = clock;
    }

    /** Takes the import lock, or answers false when another import holds it. */
    boolean begin() {
        return execute(ImportSql.LOCK, Tuple.tuple()).iterator().next().getBoolean(0);
    }

    /** Nothing on this connection outlasts the time that a statement may take. */
    void limit() {
        execute(ImportSql.LIMIT, Tuple.of(config.statementTimeout().toMillis() + "ms"));
    }

    void end() {
        wait(connection.query(ImportSql.UNLIMIT).execute());
        execute(ImportSql.UNLOCK, Tuple.tuple());
    }

    void start(UUID id) {
        importId = id;
        execute(ImportSql.FAIL_LEFTOVERS, Tuple.of(now()));
        execute(ImportSql.CLEAR_STAGE, Tuple.tuple());
        execute(ImportSql.START, Tuple.of(id, now()));
        execute(ImportSql.FORGET_OLD, Tuple.of(config.importsKept()));
    }

    long rowsRead() {
        return rowsRead;
    }

    void stage(List<ProductReading> readings) {
        rowsRead += readings.size();
        List<ProductReading.Accepted> accepted = only(readings, ProductReading.Accepted.class);
        List<ProductReading.Refused> refused = only(readings, ProductReading.Refused.class);
        if (!accepted.isEmpty()) {
            execute(ImportSql.STAGE, staged(accepted));
        }
        if (!refused.isEmpty()) {
            execute(ImportSql.REFUSE, refused(refused));
        }
    }

    /** Makes the catalogue what was staged, in one transaction; false, and nothing done, when nothing was. */
    boolean switchOver(UUID id) {
        Transaction transaction = wait(connection.begin());
        boolean committed = false;
        try {
            execute(ImportSql.REFUSE_DUPLICATES, Tuple.of(id));
            long accepted = count(ImportSql.COUNT_ACCEPTED, Tuple.tuple());
            if (accepted == 0) {
                return false;
            }
            execute(ImportSql.LOCK_PRODUCTS, Tuple.tuple());
            execute(ImportSql.UPSERT, Tuple.tuple());
            long withdrawn = execute(ImportSql.WITHDRAW, Tuple.of(now())).rowCount();
            finish(id, "DONE", null, accepted, withdrawn);
            wait(transaction.commit());
            committed = true;
            return true;
        } finally {
            if (!committed) {
                wait(transaction.rollback());
            }
            execute(ImportSql.CLEAR_STAGE, Tuple.tuple());
        }
    }

    void fail(UUID id, String reason) {
        execute(ImportSql.CLEAR_STAGE, Tuple.tuple());
        finish(id, "FAILED", reason, 0, 0);
    }

    private void finish(UUID id, String status, @Nullable String reason, long accepted, long withdrawn) {
        long refused = count(ImportSql.COUNT_REFUSED, Tuple.of(id));
        Tuple values = Tuple.tuple()
                .addUUID(id)
                .addString(status)
                .addString(reason)
                .addOffsetDateTime(now())
                .addLong(rowsRead)
                .addLong(accepted)
                .addLong(refused)
                .addLong(withdrawn);
        execute(ImportSql.FINISH, values);
    }

    private static Tuple staged(List<ProductReading.Accepted> rows) {
        return Tuple.tuple()
                .addArrayOfLong(rows.stream().map(ProductReading.Accepted::row).toArray(Long[]::new))
                .addArrayOfString(strings(rows, row -> row.product().id()))
                .addArrayOfString(strings(rows, row -> ProductJson.write(row.product())))
                .addArrayOfString(strings(rows, row -> type(row.product())))
                .addArrayOfString(strings(rows, row -> SearchText.of(row.product())))
                .addArrayOfLong(
                        rows.stream().map(row -> row.product().quantity()).toArray(Long[]::new));
    }

    private static String type(ProductAttributes product) {
        return product.productType() == null ? "" : product.productType();
    }

    private Tuple refused(List<ProductReading.Refused> rows) {
        return Tuple.tuple()
                .addUUID(importId)
                .addArrayOfLong(rows.stream().map(ProductReading.Refused::row).toArray(Long[]::new))
                .addArrayOfString(strings(rows, ProductReading.Refused::id))
                .addArrayOfString(strings(rows, row -> row.reason().wire()))
                .addArrayOfString(strings(rows, ProductReading.Refused::detail));
    }

    private static <T> String[] strings(List<T> rows, Function<T, @Nullable String> part) {
        return rows.stream().map(part).toArray(String[]::new);
    }

    private static <T> List<T> only(List<ProductReading> readings, Class<T> type) {
        return readings.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private long count(String sql, Tuple parameters) {
        return execute(sql, parameters).iterator().next().getLong("n");
    }

    private RowSet<Row> execute(String sql, Tuple parameters) {
        return wait(connection.preparedQuery(sql).execute(parameters));
    }

    private <T> T wait(Uni<T> work) {
        return work.await().atMost(config.statementTimeout().plus(DATABASE_GIVES_UP_FIRST));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
