package dev.furikomi.bank.ledger.seal;

import dev.furikomi.audit.Seal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Where a cluster's transactions stand, seen in one snapshot.
 *
 * @param oldestUnderWay all transactions before it are over
 * @param nextToCome none from it on has been seen
 * @param cluster whose transactions these are, PostgreSQL's system identifier
 * @param latestEntry the highest number that an entry bears
 */
record TransactionClock(long oldestUnderWay, long nextToCome, long cluster, long latestEntry) {

    static TransactionClock read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SealSql.READ_CLOCK)) {
            row.next();
            return new TransactionClock(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        }
    }

    /** Whether the next seal has to say that this is another cluster, or that its transactions count anew. */
    boolean wentBack(@Nullable Seal previous) {
        return countsAnew(previous) || previous != null && previous.cluster() != cluster;
    }

    /** Whether new entries would come before sealed ones, or there are entries from the future. */
    boolean countsAnew(@Nullable Seal previous) {
        if (previous == null) {
            return latestEntry >= nextToCome;
        }
        return oldestUnderWay + previous.xidOffset() < previous.range().toWrittenIn()
                || latestEntry >= nextToCome + previous.xidOffset();
    }
}
