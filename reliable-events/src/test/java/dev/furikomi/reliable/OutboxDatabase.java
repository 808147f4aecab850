package dev.furikomi.reliable;

import dev.furikomi.events.EventName;
import dev.furikomi.events.OrderCancelled;
import dev.furikomi.quickstart.embedded.PostgresDatabase;
import dev.furikomi.quickstart.embedded.PostgresServer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;

/** An outbox on a real PostgreSQL, without a service. */
final class OutboxDatabase implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant AT = Instant.parse("2026-11-22T03:10:00Z");

    private final PostgresServer server = PostgresServer.temporary();
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;

    OutboxDatabase() {
        PostgresDatabase database = server.createDatabase("outbox");
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.role(), database.password())
                .locations("classpath:db/reliable-events")
                .load()
                .migrate();
        pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(10))
                .connectingTo(PgConnectOptions.fromUri(database.reactiveUrl())
                        .setUser(database.role())
                        .setPassword(database.password())
                        .setCachePreparedStatements(true)
                        .addProperty("synchronous_commit", "on"))
                .using(vertx)
                .build();
    }

    Pool pool() {
        return pool;
    }

    /** Writes events into the transaction of a connection, or into one of their own. */
    static Outbox outbox(Runnable wake) {
        return new Outbox(Clock.systemUTC(), wake);
    }

    static OutgoingEvent event(String recipient, String subject, String number, long sequence) {
        return new OutgoingEvent(
                EventName.ORDER_CANCELLED, recipient, subject, sequence, new OrderCancelled(number, recipient, AT));
    }

    void commit(List<OutgoingEvent> events, Runnable wake) {
        Outbox outbox = outbox(wake);
        await(pool.withTransaction(connection -> outbox.write(connection, events)));
        outbox.wake();
    }

    void run(String sql) {
        await(pool.query(sql).execute());
    }

    long number(String sql) {
        return await(pool.query(sql).execute()).iterator().next().getLong(0);
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
