package dev.furikomi.quickstart.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a Quarkus test an empty database of its own: {@code @QuarkusTestResource(PostgresTestResource.class)}. The
 * argument {@code database} names it, {@code test} otherwise.
 */
public final class PostgresTestResource implements QuarkusTestResourceLifecycleManager {
    private String database = "test";
    private @Nullable PostgresServer server;

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.getOrDefault("database", database);
    }

    @Override
    public Map<String, String> start() {
        PostgresServer started = PostgresServer.temporary();
        server = started;
        PostgresDatabase created = started.createDatabase(database);
        return Map.of(
                "quarkus.datasource.jdbc.url", created.jdbcUrl(),
                "quarkus.datasource.reactive.url", created.reactiveUrl(),
                "quarkus.datasource.username", created.role(),
                "quarkus.datasource.password", created.password());
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}
