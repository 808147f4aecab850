package dev.furikomi.bank.ledger;

import dev.furikomi.bank.batch.BatchConfig;
import dev.furikomi.quickstart.embedded.PostgresDatabase;
import dev.furikomi.quickstart.embedded.PostgresServer;
import dev.furikomi.reliable.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/** A ledger on a real PostgreSQL with the service's own migrations, without the rest of the service. */
final class LedgerDatabase implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PostgresServer server = PostgresServer.temporary();
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;

    LedgerDatabase() {
        this(20);
    }

    LedgerDatabase(int connectionsMax) {
        PostgresDatabase database = server.createDatabase("ledger");
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.role(), database.password())
                .locations("classpath:db/reliable-events", "classpath:db/migration")
                .load()
                .migrate();
        PgConnectOptions options = PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(database.role())
                .setPassword(database.password())
                .setCachePreparedStatements(true)
                .addProperty("plan_cache_mode", "force_generic_plan")
                .addProperty("enable_seqscan", "off");
        pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(connectionsMax))
                .connectingTo(options)
                .using(vertx)
                .build();
    }

    Pool pool() {
        return pool;
    }

    /** One engine of this ledger; several stand for replicas. */
    PostingEngine engine(Clock clock, BatchConfig config) {
        return new PostingEngine(
                pool,
                new LedgerBatch(clock, ZoneId.of("Asia/Tokyo")),
                new Outbox(clock, () -> {}),
                vertx.getDelegate(),
                config);
    }

    PostingEngine engine() {
        return engine(Clock.systemUTC(), new BatchConfig(2, 256, 10_000, Duration.ofSeconds(1)));
    }

    LedgerAccount account(String number) {
        return await(pool.withConnection(
                        connection -> LedgerRows.accounts(connection, LedgerSql.READ_ACCOUNTS, List.of(number))))
                .get(0);
    }

    void account(String number, String kind, String currency, long overdraftLimit) {
        run("insert into account (number, holder, currency, kind, overdraft_limit_minor) values ('" + number
                + "', 'Somebody', '" + currency + "', '" + kind + "', " + overdraftLimit + ")");
    }

    List<Row> run(String sql) {
        List<Row> rows = new ArrayList<>();
        await(pool.query(sql).execute()).forEach(rows::add);
        return rows;
    }

    long number(String sql) {
        return run(sql).get(0).getLong(0);
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    @Override
    public void close() {
        await(pool.close());
        await(vertx.close());
        server.close();
    }
}
