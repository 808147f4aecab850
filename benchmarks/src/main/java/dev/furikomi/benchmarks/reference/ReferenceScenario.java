package dev.furikomi.benchmarks.reference;

import dev.furikomi.benchmarks.Figures;
import dev.furikomi.benchmarks.Scenario;
import dev.furikomi.benchmarks.Stage;
import dev.furikomi.quickstart.embedded.PostgresDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** TPC-B as pgbench runs it, and a naive ledger in which everyone pays one account, each at several client counts. */
public final class ReferenceScenario implements Scenario {

    public static final String TPC_B_BEST = "reference.tpcb.best";
    public static final String NAIVE_BEST = "reference.naive.best";

    private static final List<Integer> CLIENTS = List.of(1, 8, 32);

    private @Nullable Runner runner;

    @Override
    public String key() {
        return "reference";
    }

    @Override
    public String title() {
        return "What the database does by itself";
    }

    @Override
    public void prepare(Stage stage) throws Exception {
        PostgresDatabase database = stage.postgres().createDatabase("reference");
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.role(), database.password());
                Statement statement = connection.createStatement()) {
            for (String sql : Scripts.TPC_B_TABLES) {
                statement.execute(sql);
            }
            for (String sql : Scripts.NAIVE_TABLES) {
                statement.execute(sql);
            }
        }
        Optional<Pgbench> pgbench = Pgbench.find(database);
        runner = pgbench.isPresent() ? pgbench.get() : new JdbcRunner(database);
        runner.run(Scripts.TPC_B, 8, Duration.ofSeconds(1));
    }

    @Override
    public void measure(Stage stage, Figures figures) throws Exception {
        Runner run = Objects.requireNonNull(runner);
        // pgbench takes whole seconds.
        Duration span = stage.quick() ? Duration.ofSeconds(1) : stage.span();
        figures.note("reference", run.name());
        double best = 0;
        for (int clients : CLIENTS) {
            double rate = run.run(Scripts.TPC_B, clients, span);
            figures.record("reference.tpcb." + clients, "tps", rate);
            best = Math.max(best, rate);
        }
        figures.record(TPC_B_BEST, "tps", best);
        double naive = 0;
        for (int clients : CLIENTS) {
            double statements = run.run(Scripts.NAIVE_STATEMENTS, clients, span);
            double call = run.run(Scripts.NAIVE_CALL, clients, span);
            figures.record("reference.naive.statements." + clients, "transfers/s", statements);
            figures.record("reference.naive.call." + clients, "transfers/s", call);
            naive = Math.max(naive, Math.max(statements, call));
        }
        figures.record(NAIVE_BEST, "transfers/s", naive);
    }
}
