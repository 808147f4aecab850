package dev.furikomi.bank.ledger.seal;

import dev.furikomi.audit.database.EntryTable;

/** The sealer's statements. */
final class SealSql {

    /** One sealer at a time; the number is the letters of "seal". */
    static final String TRY_LOCK = "select pg_try_advisory_xact_lock(1936023916)";

    /**
     * In one snapshot: below which transaction all are over, above which none has begun, whose numbers these are, and
     * the latest transaction that wrote an entry.
     */
    static final String READ_CLOCK = """
            select pg_snapshot_xmin(snapshot)::text::bigint, pg_snapshot_xmax(snapshot)::text::bigint,
                   (select system_identifier from pg_control_system()),
                   (select written_in from journal_entry order by written_in desc, id desc limit 1)
              from (select pg_current_snapshot() as snapshot) s""";

    /** An account that does not exist has no number; that is for the verifier to find. */
    static final String READ_ENTRIES = "select " + EntryTable.COLUMNS + """
            , coalesce(d.number, ''), coalesce(c.number, '')
              from journal_entry e
              left join account d on d.id = e.debit_account
              left join account c on c.id = e.credit_account
             where (e.written_in, e.id) >= (?::text::xid8, ?) and e.written_in < ?::text::xid8
             order by e.written_in, e.id
             limit ?""";

    static final String READ_EARLY_ENTRIES = "select " + EntryTable.COLUMNS + """
            , coalesce(d.number, ''), coalesce(c.number, '')
              from journal_entry e
              left join account d on d.id = e.debit_account
              left join account c on c.id = e.credit_account
             where e.written_in < ?::text::xid8
               and (e.written_in, e.id) < (?::text::xid8, ?)
               and e.id > (select coalesce(max(highest_id), 0) from journal_seal)
             order by e.written_in, e.id""";

    /**
     * Waits for all who are posting and keeps others from it until the end of the transaction; but not for long, since
     * postings wait behind it while somebody reads.
     */
    static final String STOP_POSTING =
            "set local lock_timeout = '2s'; lock table journal_entry in access exclusive mode";

    /** From now on entries bear the number of their transaction and this much more. */
    static final String ADD_TO_TRANSACTION_NUMBERS = """
            alter table journal_entry alter column written_in
                set default ((pg_current_xact_id()::text::bigint + %d)::text::xid8)""";

    static final String COUNT_UNSEALED = """
            select count(*), min(booked_at) from (
                select booked_at from journal_entry
                 where (written_in, id) >= (?::text::xid8, ?)
                 order by written_in, id limit ?) unsealed""";

    private SealSql() {}
}
