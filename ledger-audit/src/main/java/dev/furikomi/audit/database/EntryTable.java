package dev.furikomi.audit.database;

import dev.furikomi.audit.JournalEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** The columns of a journal entry. */
public final class EntryTable {

    /** Of {@code journal_entry e}, in the order in which {@link #entry} takes them. */
    public static final String COLUMNS = """
            e.id, e.transfer_id, e.debit_account, e.credit_account, e.amount_minor, e.currency, e.debit_balance_minor,
            e.credit_balance_minor, e.booked_at, e.written_in""";

    /** How many columns those are. */
    public static final int COLUMN_COUNT = 10;

    private EntryTable() {}

    public static JournalEntry entry(ResultSet row, boolean asItsTransfer) throws SQLException {
        return new JournalEntry(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getString(6),
                row.getLong(7),
                row.getLong(8),
                SealTable.micros(row.getObject(9, OffsetDateTime.class).toInstant()),
                row.getLong(10),
                asItsTransfer);
    }
}
