package dev.furikomi.bank.ledger;

/** The ledger's statements. Each change is one statement, so that the database checks it as a whole. */
final class LedgerSql {

    private static final String ACCOUNT_COLUMNS =
            "id, number, currency, kind, state, balance_minor, reserved_minor, overdraft_limit_minor";

    /** Locks in id order, so that opposite transfers cannot deadlock; returns what the lock waited for. */
    static final String LOCK_ACCOUNTS =
            "select " + ACCOUNT_COLUMNS + " from account where number = any($1) order by id for no key update";

    static final String READ_ACCOUNTS = "select " + ACCOUNT_COLUMNS + " from account where number = any($1)";

    static final String READ_FUNDING_ACCOUNT =
            "select " + ACCOUNT_COLUMNS + " from account where kind = 'funding' and currency = $1";

    static final String READ_TRANSFER = """
            select t.id, d.number as debit_number, c.number as credit_number, t.amount_minor, t.currency, t.two_phase,
                   t.status, t.created_at, t.settled_at
              from transfer t
              join account d on d.id = t.debit_account
              join account c on c.id = t.credit_account
             where t.id = $1""";

    /** Claims the id and counts the amount against the payer; no row when the id is taken. */
    static final String RESERVE = """
            with claimed as (
                insert into transfer (id, debit_account, credit_account, amount_minor, currency, two_phase, status,
                                      created_at)
                values ($1, $2, $3, $4, $5, true, 'RESERVED', $6)
                on conflict (id) do nothing
                returning debit_account, amount_minor
            ), reserved as (
                update account a set reserved_minor = a.reserved_minor + claimed.amount_minor
                  from claimed where a.id = claimed.debit_account
            )
            select count(*) from claimed""";

    /** Claims the id and moves the money at once; no row when the id is taken. */
    static final String DIRECT = """
            with posted as (
                insert into transfer (id, debit_account, credit_account, amount_minor, currency, two_phase, status,
                                      created_at, settled_at)
                values ($1, $2, $3, $4, $5, false, 'POSTED', $6, $6)
                on conflict (id) do nothing
                returning id, debit_account, credit_account, amount_minor, currency, settled_at
            ), """ + entriesAndBalances("0::bigint");

    /** Turns a reservation into the two entries and the two balances. */
    static final String POST = """
            with posted as (
                update transfer set status = 'POSTED', settled_at = $2
                 where id = $1 and status = 'RESERVED'
                returning id, debit_account, credit_account, amount_minor, currency, settled_at
            ), """ + entriesAndBalances("amount_minor");

    static final String VOID = """
            with voided as (
                update transfer set status = 'VOIDED', settled_at = $2
                 where id = $1 and status = 'RESERVED'
                returning debit_account, amount_minor
            ), released as (
                update account a set reserved_minor = a.reserved_minor - voided.amount_minor
                  from voided where a.id = voided.debit_account
            )
            select count(*) from voided""";

    private LedgerSql() {}

    private static String entriesAndBalances(String releasedFromDebit) {
        return """
            entered as (
                insert into ledger_entry (transfer_id, side, debit_account, credit_account, amount_minor, currency,
                                          booked_at)
                select id, side, debit_account, credit_account, amount_minor, currency, settled_at
                  from posted cross join (values ('DEBIT'), ('CREDIT')) as sides (side)
            ), moved as (
                update account a
                   set balance_minor = a.balance_minor + change.delta_minor,
                       reserved_minor = a.reserved_minor - change.released_minor
                  from (select debit_account as id, -amount_minor as delta_minor, %s as released_minor from posted
                        union all
                        select credit_account, amount_minor, 0 from posted) as change
                 where a.id = change.id
            )
            select count(*) from posted""".formatted(releasedFromDebit);
    }
}
