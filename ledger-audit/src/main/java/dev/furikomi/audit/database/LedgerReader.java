package dev.furikomi.audit.database;

import dev.furikomi.audit.AuditedAccount;
import dev.furikomi.audit.AuditedTransfer;
import dev.furikomi.audit.JournalEntry;
import dev.furikomi.audit.LedgerSink;
import dev.furikomi.audit.Seal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a whole ledger in one snapshot, a few thousand rows at a time, while transfers go on. */
public final class LedgerReader implements AutoCloseable {

    private static final int ROWS_AT_A_TIME = 5_000;

    private static final String READ_ACCOUNTS =
            "select id, number, currency, balance_minor, reserved_minor from account order by id";

    private static final String READ_TRANSFERS = """
            select id, debit_account, credit_account, amount_minor, currency, status from transfer
             where status = 'RESERVED'
            union all
            select t.id, t.debit_account, t.credit_account, t.amount_minor, t.currency, t.status from transfer t
             where t.status = 'POSTED'
               and not exists (select from journal_entry e where e.transfer_id = t.id)""";

    private static final String READ_ENTRIES = "select " + EntryTable.COLUMNS + """
            ,
                   (t.status = 'POSTED' and t.debit_account = e.debit_account and t.credit_account = e.credit_account
                    and t.amount_minor = e.amount_minor and t.currency = e.currency) is true
              from journal_entry e left join transfer t on t.id = e.transfer_id
             order by e.written_in, e.id""";

    private static final String COUNT = """
            select (select count(*) from account),
                   (select count(*) from journal_seal),
                   (select coalesce(sum(entry_count), 0) from journal_seal)
                   + (select count(*) from journal_entry e,
                             (select to_written_in, to_id from journal_seal
                              union all select 0, 0
                              order by to_written_in desc, to_id desc limit 1) newest
                       where (e.written_in, e.id) >= (newest.to_written_in::text::xid8, newest.to_id))""";

    private final Connection connection;

    /** Begins the snapshot; the connection is this reader's from here on. */
    public LedgerReader(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
    }

    /** How much there is to read. */
    public record Size(long accounts, long seals, long entries) {}

    /** Counts, nearly: entries that somebody put among sealed ones are not counted. */
    public Size size() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COUNT)) {
            row.next();
            return new Size(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    public void read(LedgerSink sink) throws SQLException {
        accounts(sink);
        transfers(sink);
        Set<Long> early = earlyEntries();
        try (Statement sealStatement = statement();
                Statement entryStatement = statement();
                ResultSet seals = sealStatement.executeQuery(SealTable.READ_ALL);
                ResultSet entries = entryStatement.executeQuery(READ_ENTRIES)) {
            new Merge(sink, seals, entries, early).run();
        }
    }

    private void accounts(LedgerSink sink) throws SQLException {
        try (Statement statement = statement();
                ResultSet rows = statement.executeQuery(READ_ACCOUNTS)) {
            while (rows.next()) {
                sink.account(new AuditedAccount(
                        rows.getLong(1), rows.getString(2), rows.getString(3), rows.getLong(4), rows.getLong(5)));
            }
        }
    }

    private void transfers(LedgerSink sink) throws SQLException {
        try (Statement statement = statement();
                ResultSet rows = statement.executeQuery(READ_TRANSFERS)) {
            while (rows.next()) {
                sink.transfer(new AuditedTransfer(
                        rows.getObject(1, UUID.class),
                        rows.getLong(2),
                        rows.getLong(3),
                        rows.getLong(4),
                        rows.getString(5),
                        rows.getString(6)));
            }
        }
    }

    /** Entries that an anchor holds, though they stand where other seals have been. */
    private Set<Long> earlyEntries() throws SQLException {
        Set<Long> ids = new HashSet<>();
        try (Statement statement = statement();
                ResultSet rows = statement.executeQuery(SealTable.READ_ANCHORS)) {
            while (rows.next()) {
                Seal anchor = SealTable.seal(rows);
                for (long id : anchor.contents().ids(anchor.count())) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    private Statement statement() throws SQLException {
        Statement statement = connection.createStatement();
        statement.setFetchSize(ROWS_AT_A_TIME);
        return statement;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Puts each entry under the seal that holds the place where it stands. */
    private static final class Merge {
        private final LedgerSink sink;
        private final ResultSet seals;
        private final ResultSet entries;
        private final Set<Long> early;
        private final Map<Long, JournalEntry> setAside = new HashMap<>();
        private @Nullable Seal seal;
        private boolean isUnsealed;

        Merge(LedgerSink sink, ResultSet seals, ResultSet entries, Set<Long> early) {
            this.sink = sink;
            this.seals = seals;
            this.entries = entries;
            this.early = early;
        }

        void run() throws SQLException {
            nextSeal();
            while (entries.next()) {
                JournalEntry entry = EntryTable.entry(entries, entries.getBoolean(EntryTable.COLUMN_COUNT + 1));
                if (early.contains(entry.id()) && setAside.putIfAbsent(entry.id(), entry) == null) {
                    continue;
                }
                while (seal != null && seal.range().isBefore(entry.writtenIn(), entry.id())) {
                    nextSeal();
                }
                sink.entry(entry);
            }
            while (seal != null) {
                nextSeal();
            }
            // Named by an anchor, but not where it could hold them.
            setAside.values().forEach(sink::entry);
        }

        private void nextSeal() throws SQLException {
            if (!seals.next()) {
                seal = null;
                if (!isUnsealed) {
                    isUnsealed = true;
                    sink.unsealed();
                }
                return;
            }
            Seal next = SealTable.seal(seals);
            seal = next;
            sink.seal(next);
            if (next.kind() == Seal.Kind.ANCHOR) {
                for (long id : next.contents().ids(next.count())) {
                    JournalEntry entry = setAside.remove(id);
                    if (entry != null) {
                        sink.entry(entry);
                    }
                }
            }
        }
    }
}
