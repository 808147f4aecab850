package dev.furikomi.bank.ledger.seal;

import dev.furikomi.audit.JournalEntry;
import dev.furikomi.audit.Seal;
import dev.furikomi.audit.SealRange;
import dev.furikomi.audit.SealSigner;
import dev.furikomi.audit.database.EntryTable;
import dev.furikomi.audit.database.SealTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Seals entries whose transactions are surely over, so that posting need not wait for it. Each seal is a transaction of
 * its own; one sealer at a time works on a database.
 */
final class Sealer {

    private static final Logger LOG = Logger.getLogger(Sealer.class);

    private final DataSource database;
    private final SealSigner signer;
    private final Clock clock;
    private final int size;

    Sealer(DataSource database, SealSigner signer, Clock clock, int size) {
        this.database = database;
        this.signer = signer;
        this.clock = clock;
        this.size = size;
    }

    /** An entry with its accounts' numbers. */
    private record Numbered(JournalEntry entry, String debitNumber, String creditNumber) {}

    /** Seals all that can be sealed now; returns the seals made. Another sealer at work leaves nothing to do. */
    List<Seal> seal() throws SQLException {
        List<Seal> made = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Optional<Seal> next = next(connection);
                while (next.isPresent()) {
                    made.add(next.get());
                    next = next(connection);
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
        return made;
    }

    /** Makes one seal and commits it. */
    private Optional<Seal> next(Connection connection) throws SQLException {
        if (!locked(connection)) {
            return Optional.empty();
        }
        Seal previous = SealTable.newest(connection).orElse(null);
        TransactionClock now = TransactionClock.read(connection);
        if (now.wentBack(previous)) {
            return Optional.of(anchor(connection, previous));
        }
        long offset = previous == null ? 0 : previous.xidOffset();
        SealRange before = previous == null ? SealRange.BEGINNING : previous.range();
        long bound = Math.addExact(now.oldestUnderWay(), offset);
        List<Numbered> entries = entries(connection, before, bound);
        if (entries.isEmpty()) {
            connection.rollback();
            return Optional.empty();
        }
        JournalEntry last = entries.get(entries.size() - 1).entry();
        SealRange range = entries.size() < size ? before.upTo(bound, 0) : before.upTo(last.writtenIn(), last.id() + 1);
        return Optional.of(write(connection, entries, Seal.Kind.ENTRIES, previous, now.cluster(), offset, range));
    }

    /**
     * The database is a copy in another cluster, or its transactions count anew: says so in a seal of its own, which
     * holds the entries that were written before this was noticed. From here on entries bear higher numbers again.
     */
    private Seal anchor(Connection connection, @Nullable Seal previous) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SealSql.STOP_POSTING);
            TransactionClock now = TransactionClock.read(connection);
            SealRange before = previous == null ? SealRange.BEGINNING : previous.range();
            long offset = previous == null ? 0 : previous.xidOffset();
            List<Numbered> early = earlyEntries(connection, before, Math.addExact(now.nextToCome(), offset));
            if (now.countsAnew(previous)) {
                offset = Math.addExact(Math.max(now.latestEntry(), before.toWrittenIn()), 1);
                statement.execute(SealSql.ADD_TO_TRANSACTION_NUMBERS.formatted(offset));
            }
            Seal anchor =
                    write(connection, early, Seal.Kind.ANCHOR, previous, now.cluster(), offset, before.nothingAfter());
            LOG.warnf(
                    "The database was moved to another cluster or restored: seal %d says so and holds %d entries.",
                    anchor.number(), anchor.count());
            return anchor;
        }
    }

    private Seal write(
            Connection connection,
            List<Numbered> entries,
            Seal.Kind kind,
            @Nullable Seal previous,
            long cluster,
            long offset,
            SealRange range)
            throws SQLException {
        Seal.Builder builder = new Seal.Builder();
        entries.forEach(each -> builder.add(each.entry(), each.debitNumber(), each.creditNumber()));
        Seal seal =
                signer.sign(builder.build(kind, previous, cluster, offset, range, SealTable.micros(clock.instant())));
        SealTable.write(connection, seal);
        connection.commit();
        return seal;
    }

    private List<Numbered> entries(Connection connection, SealRange before, long bound) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SealSql.READ_ENTRIES)) {
            statement.setLong(1, before.toWrittenIn());
            statement.setLong(2, before.toId());
            statement.setLong(3, bound);
            statement.setInt(4, size);
            return numbered(statement);
        }
    }

    private List<Numbered> earlyEntries(Connection connection, SealRange before, long nextToCome) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SealSql.READ_EARLY_ENTRIES)) {
            statement.setLong(1, nextToCome);
            statement.setLong(2, before.toWrittenIn());
            statement.setLong(3, before.toId());
            return numbered(statement);
        }
    }

    private static List<Numbered> numbered(PreparedStatement statement) throws SQLException {
        List<Numbered> entries = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                entries.add(new Numbered(
                        EntryTable.entry(rows, true),
                        rows.getString(EntryTable.COLUMN_COUNT + 1),
                        rows.getString(EntryTable.COLUMN_COUNT + 2)));
            }
        }
        return entries;
    }

    private static boolean locked(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SealSql.TRY_LOCK)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
