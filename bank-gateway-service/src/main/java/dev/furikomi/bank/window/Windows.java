package dev.furikomi.bank.window;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The windows of this bank. A window is changed only by whoever holds its row locked. */
@ApplicationScoped
class Windows {

    private static final String LIVE = "status in ('OPEN', 'CARD_RECOGNISED', 'AUTHENTICATED', 'REQUESTED')";
    private static final String SELECT = "select " + WindowRows.COLUMNS + " from transfer_window where ";
    private static final String FIND = SELECT + "id = $1";
    private static final String LOCK = FIND + " for update";
    /** In id order, so that batches cannot deadlock. */
    private static final String LOCK_ALL = SELECT + "id = any($1) order by id for update";

    private static final String LOCK_OF_TRANSFERS = SELECT + "transfer_id = any($1) order by id for update";
    /** One call at a time that takes the place of a live window; another one waits for what it does. */
    private static final String LOCK_REQUEST = "select pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 10))";

    private static final String LOCK_LIVE_OF_REQUEST =
            SELECT + "merchant = $1 and request_id = $2 and " + LIVE + " for update";
    /** Rows that another replica is closing, or that a call is moving right now, are passed over. */
    private static final String LOCK_IDLE =
            SELECT + "active_at <= $1 and " + LIVE + " order by active_at limit $2 for update skip locked";

    /** The unique index {@code transfer_window_live} decides, also between calls that come at the same moment. */
    private static final String INSERT_AS_ONLY =
            WindowRows.INSERT + " on conflict (merchant, request_id) where " + LIVE + " do nothing";

    private final Pool pool;

    Windows(Pool pool) {
        this.pool = pool;
    }

    <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work);
    }

    Uni<Optional<Window>> find(UUID id) {
        return pool.preparedQuery(FIND).execute(Tuple.of(id)).map(rows -> all(rows).stream()
                .findFirst());
    }

    /** The window with its row locked until the transaction ends. */
    Uni<Window> lock(SqlConnection connection, UUID id) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(id)).map(rows -> all(rows)
                .get(0));
    }

    /** Those of the windows that are there, with their rows locked until the transaction ends. */
    Uni<List<Window>> lock(SqlConnection connection, Collection<UUID> ids) {
        return lock(connection, LOCK_ALL, ids);
    }

    /** The windows of the transfers that have one, with their rows locked until the transaction ends. */
    Uni<List<Window>> lockOfTransfers(SqlConnection connection, Collection<UUID> transferIds) {
        return lock(connection, LOCK_OF_TRANSFERS, transferIds);
    }

    private static Uni<List<Window>> lock(SqlConnection connection, String statement, Collection<UUID> ids) {
        return connection
                .preparedQuery(statement)
                .execute(Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new)))
                .map(Windows::all);
    }

    /** The live windows of a payment request, locked, with no other being opened meanwhile. */
    Uni<List<Window>> lockLive(SqlConnection connection, String merchant, String requestId) {
        Tuple request = Tuple.of(merchant, requestId);
        return connection
                .preparedQuery(LOCK_REQUEST)
                .execute(request)
                .chain(() -> connection.preparedQuery(LOCK_LIVE_OF_REQUEST).execute(request))
                .map(Windows::all);
    }

    Uni<List<Window>> lockIdle(SqlConnection connection, Instant activeUntil, int limit) {
        return connection
                .preparedQuery(LOCK_IDLE)
                .execute(Tuple.of(activeUntil.atOffset(ZoneOffset.UTC), limit))
                .map(Windows::all);
    }

    /** Writes a window in a statement of its own, unless its payment request has a live one; false if it has. */
    Uni<Boolean> insertAsOnly(Window window) {
        return pool.preparedQuery(INSERT_AS_ONLY)
                .execute(WindowRows.insertion(window))
                .map(rows -> rows.rowCount() == 1);
    }

    /** The same in a transaction, where this call has closed the live ones that were there. */
    Uni<Boolean> insertAsOnly(SqlConnection connection, Window window) {
        return connection
                .preparedQuery(INSERT_AS_ONLY)
                .execute(WindowRows.insertion(window))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Window> update(SqlConnection connection, Window window) {
        return connection
                .preparedQuery(WindowRows.UPDATE)
                .execute(WindowRows.update(window))
                .replaceWith(window);
    }

    /** Writes how far windows of a batch have come; see {@link WindowRows#PROGRESS}. */
    Uni<Void> progress(SqlConnection connection, List<Window> windows) {
        return windows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(WindowRows.PROGRESS)
                        .execute(WindowRows.progress(windows))
                        .replaceWithVoid();
    }

    /** Writes the next window if the row is still as it was seen, in a statement of its own; false if it is not. */
    Uni<Boolean> updateUnchanged(Window seen, Window next) {
        BridgeSession before = seen.session();
        BridgeSession after = next.session();
        boolean sameSession = before != null && after != null && before.sid().equals(after.sid());
        return (sameSession
                        ? pool.preparedQuery(WindowRows.UPDATE_STEP_UNCHANGED)
                                .execute(WindowRows.updateStepUnchanged(seen, next))
                        : pool.preparedQuery(WindowRows.UPDATE_UNCHANGED)
                                .execute(WindowRows.updateUnchanged(seen, next)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static List<Window> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(WindowRows::read)
                .toList();
    }
}
