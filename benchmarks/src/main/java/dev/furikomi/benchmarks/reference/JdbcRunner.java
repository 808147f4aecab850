package dev.furikomi.benchmarks.reference;

import dev.furikomi.quickstart.embedded.PostgresDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/** The same statements from Java, where there is no pgbench. */
final class JdbcRunner implements Runner {

    private final PostgresDatabase database;

    JdbcRunner(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "the statements of pgbench, sent by JDBC, since no pgbench is on the PATH";
    }

    @Override
    public double run(Script script, int clients, Duration span) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            long end = System.nanoTime() + span.toNanos();
            List<Callable<Long>> work = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                work.add(() -> client(script, end));
            }
            long done = 0;
            for (Future<Long> each : threads.invokeAll(work)) {
                done += each.get();
            }
            return done / (span.toNanos() / 1e9);
        } finally {
            threads.shutdownNow();
        }
    }

    private long client(Script script, long end) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(database.jdbcUrl(), database.role(), database.password())) {
            connection.setAutoCommit(script.statements().size() == 1);
            List<Script.Prepared> prepared = script.prepared();
            List<PreparedStatement> statements = new ArrayList<>();
            for (Script.Prepared each : prepared) {
                statements.add(connection.prepareStatement(each.sql()));
            }
            long done = 0;
            while (System.nanoTime() < end) {
                transaction(script, prepared, statements);
                if (!connection.getAutoCommit()) {
                    connection.commit();
                }
                done++;
            }
            return done;
        }
    }

    private static void transaction(Script script, List<Script.Prepared> prepared, List<PreparedStatement> statements)
            throws SQLException {
        Map<String, Long> values = new HashMap<>();
        for (Script.Variable variable : script.variables()) {
            values.put(variable.name(), ThreadLocalRandom.current().nextLong(variable.min(), variable.max() + 1));
        }
        for (int index = 0; index < prepared.size(); index++) {
            PreparedStatement statement = statements.get(index);
            List<String> names = prepared.get(index).variables();
            for (int position = 0; position < names.size(); position++) {
                statement.setLong(position + 1, values.getOrDefault(names.get(position), 0L));
            }
            statement.execute();
        }
    }
}
