package dev.furikomi.reliable;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The outbox as the relay sees it. It reads on one connection of its own, so that what it knows of ids ends with that
 * connection: a database that was replaced by its standby may give ids anew.
 */
final class OutboxTable {

    private static final Logger LOG = Logger.getLogger(OutboxTable.class);
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String COLUMNS = "id, event_id, type, recipient, subject, sequence, occurred_at, data";
    /** Never touches the dead index entries of rows that were read: a long transaction elsewhere keeps them there. */
    private static final String READ = "(select " + COLUMNS
            + " from unnest($1::bigint[], $2::bigint[]) as gap (first, last)"
            + " join outbox_event on id between first and last order by id limit $4)"
            + " union all (select " + COLUMNS + " from outbox_event where id > $3 order by id limit $4)";

    /**
     * Does not wait for its flush: a deletion that a crash of the database undoes only sends its events once more. The
     * setting ends with this one transaction.
     */
    private static final String DELETE_PUBLISHED = "delete from outbox_event where id = any($1)"
            + " and (select set_config('synchronous_commit', 'off', true)) = 'off'";

    /** Whoever has taken an id holds this lock until the end of the transaction, and took it before the id. */
    private static final String WRITERS = """
            select coalesce(array_agg(distinct virtualtransaction), '{}') as writers
              from pg_locks
             where locktype = 'relation' and relation = 'outbox_event'::regclass
               and database = (select oid from pg_database where datname = current_database())
               and mode = 'RowExclusiveLock' and granted""";

    private final Pool pool;
    private final SqlConnection connection;

    OutboxTable(Pool pool, SqlConnection connection) {
        this.pool = pool;
        this.connection = connection;
    }

    /** The oldest committed rows among the open ids, in the order of their ids. */
    Uni<List<PendingEvent>> read(OpenIds open, int limit) {
        Tuple parameters = Tuple.tuple()
                .addArrayOfLong(open.gapStarts())
                .addArrayOfLong(open.gapEnds())
                .addLong(open.highest())
                .addInteger(limit);
        return connection
                .preparedQuery(READ)
                .execute(parameters)
                .map(OutboxTable::events)
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }

    /** On another connection, so that the next read need not wait for it. */
    Uni<Void> delete(Collection<Long> ids) {
        return pool.preparedQuery(DELETE_PUBLISHED)
                .execute(Tuple.of(ids.toArray(Long[]::new)))
                .replaceWithVoid()
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }

    /** The transactions that may have taken ids and not ended yet. */
    Uni<List<String>> writers() {
        return connection
                .query(WRITERS)
                .execute()
                .map(rows -> Arrays.asList(rows.iterator().next().getArrayOfStrings("writers")))
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }

    /** Makes the room of deleted rows usable again at once; autovacuum looks only once in a minute. */
    Uni<Void> vacuum() {
        return pool.query("vacuum (truncate false) outbox_event")
                .execute()
                .onFailure()
                .invoke(failure -> LOG.debugf("The outbox is left to autovacuum: %s", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static List<PendingEvent> events(RowSet<Row> rows) {
        List<PendingEvent> events = new ArrayList<>(rows.size());
        for (Row row : rows) {
            events.add(new PendingEvent(
                    row.getLong("id"),
                    row.getUUID("event_id"),
                    row.getString("type"),
                    row.getString("recipient"),
                    row.getString("subject"),
                    row.getLong("sequence"),
                    row.getOffsetDateTime("occurred_at").toInstant(),
                    row.getString("data")));
        }
        events.sort(Comparator.comparingLong(PendingEvent::id));
        return events;
    }
}
