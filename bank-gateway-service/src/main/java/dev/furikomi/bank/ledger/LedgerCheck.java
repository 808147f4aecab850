package dev.furikomi.bank.ledger;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Proves from the rows alone that the books are right, in one snapshot while transfers go on. */
@ApplicationScoped
public class LedgerCheck {

    private static final int SHOWN_MAX = 10;

    /** Each query returns what is wrong, one line each, and nothing when all is right. */
    private enum Proof {
        ENTRIES_SUM_TO_ZERO("entries-sum-to-zero", """
                select currency || ': the entries sum to ' || sum(signed_minor) from ledger_entry
                 group by currency having sum(signed_minor) <> 0"""),
        TRANSFERS_HAVE_BOTH_ENTRIES("transfers-have-both-entries", """
                select coalesce(t.id, e.transfer_id) || ': ' || coalesce(t.status, 'no transfer') || ', '
                       || case when e.transfer_id is null then 'no entries' else 'entries' end
                  from transfer t full join journal_entry e on e.transfer_id = t.id
                 where (t.status is not distinct from 'POSTED') <> (e.transfer_id is not null)
                    or (e.transfer_id is not null
                        and (t.debit_account, t.credit_account, t.amount_minor, t.currency)
                        is distinct from (e.debit_account, e.credit_account, e.amount_minor, e.currency))"""),
        RUNNING_BALANCES_CONTINUE("running-balances-continue", """
                select a.number || ': ' || e.balance_minor || ' after entry ' || e.id || ' of ' || e.signed_minor
                  from (select *, lag(balance_minor, 1, 0::bigint) over (partition by account_id order by id) as before,
                               lag(booked_at, 1, '-infinity') over (partition by account_id order by id) as earlier
                          from ledger_entry) e
                  join account a on a.id = e.account_id
                 where e.balance_minor <> e.before + e.signed_minor or e.booked_at < e.earlier"""),
        BALANCES_ARE_SUMS_OF_ENTRIES("balances-are-sums-of-entries", """
                select a.number || ': balance ' || a.balance_minor || ', entries ' || coalesce(e.total, 0)
                  from account a
                  left join (select account_id, sum(signed_minor) as total from ledger_entry group by account_id) e
                    on e.account_id = a.id
                 where a.balance_minor <> coalesce(e.total, 0)"""),
        RESERVED_IS_SUM_OF_RESERVATIONS("reserved-is-sum-of-reservations", """
                select a.number || ': reserved ' || a.reserved_minor || ', open reservations ' || coalesce(r.total, 0)
                  from account a
                  left join (select debit_account, sum(amount_minor) as total from transfer
                              where status = 'RESERVED' group by debit_account) r on r.debit_account = a.id
                 where a.reserved_minor <> coalesce(r.total, 0)"""),
        BALANCES_KEEP_THEIR_FLOOR("balances-keep-their-floor", """
                select number || ': available ' || balance_minor - reserved_minor + overdraft_limit_minor from account
                 where kind <> 'funding' and balance_minor - reserved_minor < -overdraft_limit_minor"""),
        CUSTOMER_TRANSFERS_AGREE("customer-transfers-agree-with-ledger", """
                select c.id || ': ' || c.status || ', in the ledger ' || coalesce(t.status, 'nothing')
                  from customer_credit_transfer c
                  left join transfer t on t.id = c.id
                  left join account d on d.id = t.debit_account
                  left join account p on p.id = t.credit_account
                 where coalesce(t.status, 'nothing') <> case c.status when 'ACCEPTED' then 'RESERVED'
                       when 'COMPLETED' then 'POSTED' when 'REJECTED' then 'VOIDED' else 'nothing' end
                    or (t.id is not null and (t.amount_minor, t.currency, d.number, p.number)
                        is distinct from (c.amount_minor, c.currency, c.debtor_account, c.creditor_account))""");

        private final String wire;
        private final String sql;

        Proof(String wire, String sql) {
            this.wire = wire;
            this.sql = sql;
        }
    }

    private final Pool pool;

    LedgerCheck(Pool pool) {
        this.pool = pool;
    }

    /** One proof and what it found. */
    public record Result(String name, boolean ok, String detail) {}

    public Uni<List<Result>> run() {
        return pool.withTransaction(connection -> {
            Uni<List<Result>> results = connection
                    // Batches look rows up by key, and their connections are told so; here everything is read.
                    .query("set transaction isolation level repeatable read, read only; set local enable_seqscan = on")
                    .execute()
                    .map(set -> new ArrayList<>());
            for (Proof proof : Proof.values()) {
                results = results.chain(
                        earlier -> prove(connection, proof).invoke(earlier::add).replaceWith(earlier));
            }
            return results;
        });
    }

    private static Uni<Result> prove(SqlConnection connection, Proof proof) {
        return connection.query(proof.sql).execute().map(rows -> {
            List<String> wrong = new ArrayList<>();
            for (Row row : rows) {
                wrong.add(row.getString(0));
            }
            return new Result(proof.wire, wrong.isEmpty(), detail(wrong));
        });
    }

    private static String detail(List<String> wrong) {
        if (wrong.isEmpty()) {
            return "All is right.";
        }
        String shown = String.join("; ", wrong.subList(0, Math.min(SHOWN_MAX, wrong.size())));
        return wrong.size() > SHOWN_MAX ? shown + "; and " + (wrong.size() - SHOWN_MAX) + " more" : shown;
    }
}
