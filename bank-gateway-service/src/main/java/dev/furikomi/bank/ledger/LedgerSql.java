package dev.furikomi.bank.ledger;

/** The ledger's statements. A batch is one write, so that the database checks it as a whole. */
final class LedgerSql {

    /** Vert.x caches no longer statement unless told otherwise, and Quarkus has no setting to tell it. */
    static final int PREPARED_LENGTH_MAX = 2048;

    private static final String ACCOUNT_COLUMNS = """
            id, number, currency, kind, state, balance_minor, reserved_minor, overdraft_limit_minor, booked_until,
            case when limited then customer_id end as limited_customer""";

    /** Locks in id order, so that batches cannot deadlock; returns what the lock waited for. */
    static final String LOCK_ACCOUNTS =
            "select " + ACCOUNT_COLUMNS + " from account where number = any($1) order by id for no key update";

    /** The same for the accounts of transfers too: what names them never changes. */
    static final String LOCK_ACCOUNTS_OF_TRANSFERS = "select " + ACCOUNT_COLUMNS + """
              from account
             where id = any (array(select id from account where number = any($1)
                                    union select debit_account from transfer where id = any($2)
                                    union select credit_account from transfer where id = any($2)))
             order by id for no key update""";

    static final String READ_ACCOUNTS = "select " + ACCOUNT_COLUMNS + " from account where number = any($1)";

    static final String READ_FUNDING_ACCOUNT =
            "select " + ACCOUNT_COLUMNS + " from account where kind = 'funding' and currency = $1";

    static final String READ_TRANSFERS = """
            select t.id, d.number as debit_number, c.number as credit_number, t.amount_minor, t.currency, t.two_phase,
                   t.status, t.created_at, t.settled_at
              from transfer t
              join account d on d.id = t.debit_account
              join account c on c.id = t.credit_account
             where t.id = any($1)""";

    /** After the accounts, in key order. */
    static final String LOCK_LIMITS = """
            select customer_id, currency, per_transfer_minor, per_day_minor, day, used_minor
              from customer_limit where customer_id = any($1)
             order by customer_id, currency for no key update""";

    /**
     * Writes a batch. When an id was claimed meanwhile by somebody who locked other accounts, or a reservation is not
     * what it was, nothing but the unclaimed transfers is written and the answer is false: then roll back.
     *
     * <p>The client prepares anew, each time, what is longer than {@link #PREPARED_LENGTH_MAX}.
     */
    static final String WRITE = """
            with new_transfer as (
                insert into transfer (id, debit_account, credit_account, amount_minor, currency, two_phase, status,
                                      created_at, settled_at)
                select id, debit, credit, amount_minor, currency, two_phase, status, $9, settled_at
                  from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::boolean[],
                              $7::text[], $8::timestamptz[])
                       as new (id, debit, credit, amount_minor, currency, two_phase, status, settled_at)
                on conflict (id) do nothing
                returning 1
            ), settled_transfer as (
                update transfer t set status = settled.status, settled_at = settled.settled_at
                  from unnest($10::uuid[], $11::text[], $12::timestamptz[]) as settled (id, status, settled_at)
                 where t.id = settled.id and t.status = 'RESERVED'
                returning 1
            ), whole as materialized (
                select (select count(*) from new_transfer) = cardinality($1::uuid[])
                   and (select count(*) from settled_transfer) = cardinality($10::uuid[]) as ok
            ), new_entry as (
                insert into journal_entry (transfer_id, debit_account, credit_account, amount_minor, currency,
                                           debit_balance_minor, credit_balance_minor, booked_at)
                select transfer_id, debit, credit, amount_minor, currency, debit_balance_minor, credit_balance_minor,
                       booked_at
                  from unnest($13::uuid[], $14::bigint[], $15::bigint[], $16::bigint[], $17::text[], $18::bigint[],
                              $19::bigint[], $20::timestamptz[])
                       as new (transfer_id, debit, credit, amount_minor, currency, debit_balance_minor,
                               credit_balance_minor, booked_at)
                 where (select ok from whole)
            ), moved as (
                update account a
                   set balance_minor = a.balance_minor + change.balance_minor,
                       reserved_minor = a.reserved_minor + change.reserved_minor,
                       booked_until = greatest(a.booked_until, change.booked_until)
                  from unnest($21::bigint[], $22::bigint[], $23::bigint[], $24::timestamptz[])
                       as change (id, balance_minor, reserved_minor, booked_until)
                 where a.id = change.id and (select ok from whole)
            )
            select ok from whole""".replaceAll("\\s+", " ");

    static final String USE_LIMITS = """
            update customer_limit l set day = used.day, used_minor = used.used_minor
              from unnest($1::text[], $2::text[], $3::date[], $4::bigint[]) as used (customer_id, currency, day, used_minor)
             where l.customer_id = used.customer_id and l.currency = used.currency""";

    private LedgerSql() {}
}
