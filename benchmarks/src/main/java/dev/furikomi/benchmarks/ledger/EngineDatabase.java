package dev.furikomi.benchmarks.ledger;

import dev.furikomi.bank.batch.BatchConfig;
import dev.furikomi.bank.ledger.LedgerBatch;
import dev.furikomi.bank.ledger.PostingEngine;
import dev.furikomi.quickstart.embedded.PostgresDatabase;
import dev.furikomi.quickstart.embedded.PostgresServer;
import dev.furikomi.reliable.Outbox;
import io.vertx.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.flywaydb.core.Flyway;

/** A bank's database with the service's own migrations, and an engine on it as the service runs it. */
public final class EngineDatabase implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long CREDIT_LINE = 1_000_000_000_000_000L;
    private static final String HISTORY_INDEXES = """
            create index journal_entry_debit on journal_entry (debit_account, booked_at, id);
            create index journal_entry_credit on journal_entry (credit_account, booked_at, id)""";

    private final PostgresServer server;
    private final PostgresDatabase database;
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;

    /**
     * @param accounts deposit accounts named A0 to A(n-1), with a credit line, so that any may pay
     * @param history past transfers, a multiple of twice the accounts or none
     */
    public EngineDatabase(PostgresServer server, String name, int accounts, long history) throws SQLException {
        this.server = server;
        database = server.createDatabase(name);
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.role(), database.password())
                .locations("classpath:db/reliable-events", "classpath:db/migration")
                .load()
                .migrate();
        run(
                "insert into account (number, holder, currency, kind, overdraft_limit_minor) select 'A' || g, 'Holder ' || g,"
                        + " 'JPY', 'deposit', " + CREDIT_LINE + " from generate_series(0, " + (accounts - 1)
                        + ") g order by g");
        if (history > 0) {
            remember(accounts, history);
        }
        server.asSuperuser(name, "vacuum analyze");
        pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(20))
                .connectingTo(PgConnectOptions.fromUri(database.reactiveUrl())
                        .setUser(database.role())
                        .setPassword(database.password())
                        .setCachePreparedStatements(true)
                        .addProperty("plan_cache_mode", "force_generic_plan")
                        .addProperty("enable_seqscan", "off"))
                .using(io.vertx.mutiny.core.Vertx.newInstance(vertx))
                .build();
    }

    /**
     * Neighbours paid each other one yen, forth and back, so that each entry's running balances follow from its number.
     * Loaded without triggers and indexes, which are made afterwards.
     */
    private void remember(int accounts, long history) throws SQLException {
        long pairs = accounts / 2;
        long first = number("select min(id) from account where number = 'A0'");
        server.asSuperuser(database.name(), """
                set session_replication_role = replica;
                drop index journal_entry_debit, journal_entry_credit;
                create temporary table past as
                select gen_random_uuid() as id, %1$d + 2 * (g %% %2$d) + (g / %2$d) %% 2 as debit,
                       %1$d + 2 * (g %% %2$d) + 1 - (g / %2$d) %% 2 as credit, (g / %2$d) %% 2 = 0 as forth,
                       timestamptz '2026-01-01' + g / %2$d * interval '1 hour' as at
                  from generate_series(0, %3$d) g;
                insert into transfer (id, debit_account, credit_account, amount_minor, currency, two_phase, status,
                                      created_at, settled_at)
                select id, debit, credit, 1, 'JPY', false, 'POSTED', at, at from past;
                insert into journal_entry (transfer_id, debit_account, credit_account, amount_minor, currency,
                                           debit_balance_minor, credit_balance_minor, booked_at)
                select id, debit, credit, 1, 'JPY', case when forth then -1 else 0 end, case when forth then 1 else 0 end,
                       at
                  from past;
                update account set booked_until = (select max(at) from past);
                drop table past""".formatted(first, pairs, history - 1));
        server.asSuperuser(database.name(), HISTORY_INDEXES);
    }

    /** An engine with the service's own settings. */
    public PostingEngine engine(Runnable wake) {
        return new PostingEngine(
                pool,
                new LedgerBatch(Clock.systemUTC(), ZoneId.of("Asia/Tokyo")),
                new Outbox(Clock.systemUTC(), wake),
                vertx,
                new BatchConfig(2, 256, 10_000, Duration.ofSeconds(1)));
    }

    public Pool pool() {
        return pool;
    }

    /** Throws unless debits equal credits and each balance is the sum of its entries. */
    public void requireRightBooks() throws SQLException {
        require("select count(*) from transfer t full join journal_entry e on e.transfer_id = t.id"
                + " where (t.status is not distinct from 'POSTED') <> (e.transfer_id is not null)");
        require("select count(*) from account a left join (select account_id, sum(signed_minor) as total"
                + " from ledger_entry group by account_id) e on e.account_id = a.id"
                + " where a.balance_minor <> coalesce(e.total, 0)");
        require("select coalesce(sum(balance_minor), 0)::bigint from account");
    }

    private void require(String sql) throws SQLException {
        long wrong = number(sql);
        if (wrong != 0) {
            throw new IllegalStateException("The books are wrong: " + wrong + " of " + sql);
        }
    }

    void run(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.role(), database.password());
    }

    @Override
    public void close() {
        pool.close().await().atMost(PATIENCE);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
