package dev.furikomi.bank.statement;

/**
 * The statements' statements. Debits and credits are asked for apart, each by the index of its own, and then merged; no
 * plan depends on what the planner makes of the view over both.
 */
final class StatementSql {

    /** $1 the account's number, $2 the moment before which entries count. */
    static final String BALANCE = """
            select a.number, a.currency, a.balance_minor, a.reserved_minor, a.overdraft_limit_minor,
                   coalesce(past.balance_minor, 0) as past_minor
              from account a left join lateral (%s) past on true
             where a.number = $1""".formatted(lastBefore("$2"));

    /** $1 the account's number, $2 and $3 the period. */
    static final String STATEMENT =
            """
            select a.id, a.number, a.holder, a.currency, coalesce(opening.balance_minor, 0) as opening_minor,
                   coalesce(closing.balance_minor, 0) as closing_minor, closing.booked_at as last_booked_at,
                   closing.id as last_id, credit.entries as credits, credit.total as credit_minor,
                   debit.entries as debits, debit.total as debit_minor
              from account a
              left join lateral (%s) opening on true
              left join lateral (%s) closing on true
              left join lateral (%s) credit on true
              left join lateral (%s) debit on true
             where a.number = $1""".formatted(lastBefore("$2"), lastBefore("$3"), totals("credit_account"), totals("debit_account"));

    static final String ACCOUNT = "select id, number, holder, currency from account where number = $1";

    private static final String COLUMNS = """
            select e.id, e.transfer_id, e.booked_at, e.signed_minor, e.balance_minor, c.number as counter_number,
                   c.holder as counter_holder, t.creditor_name, t.merchant, t.order_number, t.request_id
            """;

    private static final String KNOWN_OF_IT = """
              join account c on c.id = e.counter
              left join customer_credit_transfer t on t.id = e.transfer_id""";

    private static final String DEBIT = """
            select id, transfer_id, booked_at, -amount_minor as signed_minor, debit_balance_minor as balance_minor,
                   credit_account as counter
              from journal_entry where debit_account = $1""";

    private static final String CREDIT = """
            select id, transfer_id, booked_at, amount_minor as signed_minor, credit_balance_minor as balance_minor,
                   debit_account as counter
              from journal_entry where credit_account = $1""";

    /** $1 the account's id, $2 the transfer. */
    static final String CREDIT_OF_TRANSFER = COLUMNS + "  from (" + CREDIT + " and transfer_id = $2) e\n" + KNOWN_OF_IT;

    private StatementSql() {}

    /** $1 the account's id, ($2, $3) and ($4, $5) the keys between which the entries are. */
    static String entries(EntryOrder order, int limit) {
        String slice = slice(order, limit);
        return COLUMNS + "  from ((" + DEBIT + between() + slice + ")\n union all\n (" + CREDIT + between() + slice
                + ")" + slice + ") e\n" + KNOWN_OF_IT + ordered(order);
    }

    /** The same without debits. */
    static String credits(int limit) {
        return COLUMNS + "  from (" + CREDIT + between() + slice(EntryOrder.OLDEST, limit) + ") e\n" + KNOWN_OF_IT
                + ordered(EntryOrder.OLDEST);
    }

    private static String between() {
        return " and (booked_at, id) > ($2::timestamptz, $3::bigint) and (booked_at, id) < ($4::timestamptz, $5::bigint)";
    }

    /** The limit stands in the statement, because the planner takes an unknown one for a tenth of the rows. */
    private static String slice(EntryOrder order, int limit) {
        return (order == EntryOrder.OLDEST ? " order by booked_at, id" : " order by booked_at desc, id desc")
                + " limit " + limit;
    }

    private static String ordered(EntryOrder order) {
        return order == EntryOrder.OLDEST ? "\n order by e.booked_at, e.id" : "\n order by e.booked_at desc, e.id desc";
    }

    private static String lastBefore(String moment) {
        String last = " and booked_at < " + moment + "::timestamptz order by booked_at desc, id desc limit 1";
        return "(select id, booked_at, debit_balance_minor as balance_minor from journal_entry"
                + " where debit_account = a.id" + last + ") union all"
                + " (select id, booked_at, credit_balance_minor from journal_entry where credit_account = a.id" + last
                + ") order by booked_at desc, id desc limit 1";
    }

    private static String totals(String side) {
        return "select count(*) as entries, coalesce(sum(amount_minor), 0) as total from journal_entry where " + side
                + " = a.id and booked_at >= $2::timestamptz and booked_at < $3::timestamptz";
    }
}
