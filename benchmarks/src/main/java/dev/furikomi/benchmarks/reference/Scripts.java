package dev.furikomi.benchmarks.reference;

import dev.furikomi.benchmarks.reference.Script.Variable;
import java.util.List;

/** The transactions that Furikomi is held against. */
final class Scripts {

    static final int SCALE = 10;
    static final int ACCOUNTS = 100_000;

    /** The tables of pgbench's own benchmark, as its documentation describes them, at scale 10. */
    static final List<String> TPC_B_TABLES = List.of(
            "create table pgbench_branches (bid int primary key, bbalance int, filler char(88)) with (fillfactor = 100)",
            "create table pgbench_tellers (tid int primary key, bid int, tbalance int, filler char(84)) with (fillfactor = 100)",
            "create table pgbench_accounts (aid int primary key, bid int, abalance int, filler char(84)) with (fillfactor = 100)",
            "create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22))",
            "insert into pgbench_branches select g, 0 from generate_series(1, " + SCALE + ") g",
            "insert into pgbench_tellers select g, (g - 1) / 10 + 1, 0 from generate_series(1, " + 10 * SCALE + ") g",
            "insert into pgbench_accounts select g, (g - 1) / 100000 + 1, 0, '' from generate_series(1, "
                    + 100_000 * SCALE + ") g",
            "analyze");

    /** What {@code pgbench -b tpcb-like} sends. */
    static final Script TPC_B = new Script(
            "TPC-B",
            List.of(
                    new Variable("aid", 1, 100_000L * SCALE),
                    new Variable("bid", 1, SCALE),
                    new Variable("tid", 1, 10L * SCALE),
                    new Variable("delta", -5000, 5000)),
            List.of(
                    "update pgbench_accounts set abalance = abalance + :delta where aid = :aid",
                    "select abalance from pgbench_accounts where aid = :aid",
                    "update pgbench_tellers set tbalance = tbalance + :delta where tid = :tid",
                    "update pgbench_branches set bbalance = bbalance + :delta where bid = :bid",
                    "insert into pgbench_history (tid, bid, aid, delta, mtime)"
                            + " values (:tid, :bid, :aid, :delta, current_timestamp)"));

    /** A ledger as one would write it first: a transfer, its two entries, two balances and an event. */
    static final List<String> NAIVE_TABLES = List.of(
            "create table account (id bigint primary key, balance bigint not null check (balance >= 0))"
                    + " with (fillfactor = 50)",
            "create table transfer (id bigint generated always as identity primary key, debit bigint not null,"
                    + " credit bigint not null, amount bigint not null, created_at timestamptz not null default now())",
            "create table entry (id bigint generated always as identity primary key, transfer_id bigint not null,"
                    + " account_id bigint not null, amount bigint not null)",
            "create index entry_account on entry (account_id, id)",
            "create table outbox (id bigint generated always as identity primary key, data text not null)",
            "insert into account select g, 1000000000000 from generate_series(1, " + ACCOUNTS + ") g",
            """
            create function event(tid bigint, payer bigint, amount bigint) returns text language sql stable as $$
                select '{"type":"transfer-completed","specversion":"1.0","transferId":' || tid || ',"debtor":' || payer
                       || ',"creditor":1,"amountMinor":' || amount || ',"currency":"JPY"}'
            $$""",
            """
            create function pay(payer bigint, sum bigint) returns bigint language plpgsql as $$
            declare
                tid bigint;
            begin
                perform 1 from account where id in (1, payer) order by id for no key update;
                update account set balance = balance - sum where id = payer and balance >= sum;
                if not found then
                    return null;
                end if;
                update account set balance = balance + sum where id = 1;
                insert into transfer (debit, credit, amount) values (payer, 1, sum) returning id into tid;
                insert into entry (transfer_id, account_id, amount) values (tid, payer, -sum), (tid, 1, sum);
                insert into outbox (data) values (event(tid, payer, sum));
                return tid;
            end $$""",
            "analyze");

    private static final List<Variable> PAYMENT =
            List.of(new Variable("payer", 2, ACCOUNTS), new Variable("sum", 1, 1000));

    /** Statement by statement, the contended row as late as it can be. */
    static final Script NAIVE_STATEMENTS = new Script(
            "naive, statement by statement",
            PAYMENT,
            List.of(
                    "insert into transfer (debit, credit, amount) values (:payer, 1, :sum)",
                    "insert into entry (transfer_id, account_id, amount)"
                            + " values (currval('transfer_id_seq'), :payer, -:sum::bigint),"
                            + " (currval('transfer_id_seq'), 1, :sum)",
                    "insert into outbox (data) values (event(currval('transfer_id_seq'), :payer, :sum))",
                    "update account set balance = balance - :sum where id = :payer and balance >= :sum",
                    "update account set balance = balance + :sum where id = 1"));

    /** All in one call. */
    static final Script NAIVE_CALL = new Script("naive, one call", PAYMENT, List.of("select pay(:payer, :sum)"));

    private Scripts() {}
}
