package dev.furikomi.audit.database;

import dev.furikomi.audit.Seal;
import dev.furikomi.audit.SealContents;
import dev.furikomi.audit.SealRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The table of seals. */
public final class SealTable {

    private static final String COLUMNS = """
            number, kind, previous_hash, cluster, xid_offset, from_written_in, from_id, to_written_in, to_id, entry_count,
            rows_hash, contents, sealed_at, hash, signature""";

    static final String READ_ALL = "select " + COLUMNS + " from journal_seal order by number";

    static final String READ_ANCHORS =
            "select " + COLUMNS + " from journal_seal where kind = 'ANCHOR' and entry_count > 0 order by number";

    private static final String READ_NEWEST = "select " + COLUMNS + " from journal_seal order by number desc limit 1";
    private static final String READ_ONE = "select " + COLUMNS + " from journal_seal where number = ?";
    private static final String WRITE = "insert into journal_seal (" + COLUMNS
            + ", highest_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final HexFormat HEX = HexFormat.of();

    private SealTable() {}

    public static Optional<Seal> newest(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ_NEWEST)) {
            return first(statement);
        }
    }

    public static Optional<Seal> numbered(Connection connection, long number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ_ONE)) {
            statement.setLong(1, number);
            return first(statement);
        }
    }

    private static Optional<Seal> first(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(seal(rows)) : Optional.empty();
        }
    }

    static Seal seal(ResultSet row) throws SQLException {
        return new Seal(
                row.getLong(1),
                Seal.Kind.valueOf(row.getString(2)),
                HEX.formatHex(row.getBytes(3)),
                row.getLong(4),
                row.getLong(5),
                new SealRange(row.getLong(6), row.getLong(7), row.getLong(8), row.getLong(9)),
                row.getLong(10),
                HEX.formatHex(row.getBytes(11)),
                new SealContents(row.getBytes(12)),
                micros(row.getObject(13, OffsetDateTime.class).toInstant()),
                HEX.formatHex(row.getBytes(14)),
                row.getString(15));
    }

    public static void write(Connection connection, Seal seal) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            int column = 1;
            statement.setLong(column++, seal.number());
            statement.setString(column++, seal.kind().name());
            statement.setBytes(column++, HEX.parseHex(seal.previousHash()));
            statement.setLong(column++, seal.cluster());
            statement.setLong(column++, seal.xidOffset());
            statement.setLong(column++, seal.range().fromWrittenIn());
            statement.setLong(column++, seal.range().fromId());
            statement.setLong(column++, seal.range().toWrittenIn());
            statement.setLong(column++, seal.range().toId());
            statement.setLong(column++, seal.count());
            statement.setBytes(column++, HEX.parseHex(seal.rowsHash()));
            statement.setBytes(column++, seal.contents().bytes());
            statement.setObject(column++, instant(seal.sealedAtMicros()).atOffset(ZoneOffset.UTC));
            statement.setBytes(column++, HEX.parseHex(seal.hash()));
            statement.setString(column++, seal.signature());
            statement.setLong(
                    column,
                    Arrays.stream(seal.contents().ids(seal.count())).max().orElse(0));
            statement.executeUpdate();
        }
    }

    /** Microseconds since 1970, which is as exact as PostgreSQL is. */
    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** The inverse of {@link #micros}. */
    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
