package dev.furikomi.benchmarks.ledger;

import dev.furikomi.bank.ledger.PostingEngine;
import dev.furikomi.benchmarks.Figures;
import dev.furikomi.benchmarks.Scenario;
import dev.furikomi.benchmarks.Stage;
import dev.furikomi.benchmarks.Target;
import dev.furikomi.benchmarks.reference.ReferenceScenario;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** (a) The posting engine alone: random accounts, and everyone paying one account. */
public final class EngineScenario implements Scenario {

    public static final List<Integer> IN_FLIGHT = List.of(1, 8, 64, 512);

    private static final int ACCOUNTS = 100_000;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration QUICK_WARM_UP = Duration.ofSeconds(6);

    private @Nullable EngineDatabase database;
    private @Nullable PostingEngine engine;

    @Override
    public String key() {
        return "a";
    }

    @Override
    public String title() {
        return "The posting engine alone";
    }

    @Override
    public void prepare(Stage stage) throws Exception {
        database = new EngineDatabase(stage.postgres(), "engine", ACCOUNTS, 0);
        engine = database.engine(() -> {});
        Duration warmUp = stage.quick() ? QUICK_WARM_UP : WARM_UP;
        load(false).run(512, warmUp);
        load(true).run(512, warmUp.dividedBy(2));
    }

    @Override
    public void measure(Stage stage, Figures figures) throws Exception {
        double random = measure(stage, figures, false);
        double hot = measure(stage, figures, true);
        if (figures.has(ReferenceScenario.TPC_B_BEST)) {
            figures.record(
                    Target.ENGINE_RANDOM.figure(), "times", random / figures.latest(ReferenceScenario.TPC_B_BEST));
            figures.record(Target.ENGINE_HOT.figure(), "times", hot / figures.latest(ReferenceScenario.NAIVE_BEST));
        }
    }

    private double measure(Stage stage, Figures figures, boolean hot) throws InterruptedException {
        String name = "engine." + (hot ? "hot." : "random.");
        double best = 0;
        for (int inFlight : IN_FLIGHT) {
            // The best of them is what counts, and that is none of the small ones.
            Duration span = stage.quick() && inFlight < 64 ? stage.span().dividedBy(2) : stage.span();
            EngineLoad.Result result = load(hot).run(inFlight, span);
            figures.record(name + inFlight, "transfers/s", result.transfersPerSecond());
            figures.record(name + inFlight + ".latency", result.latencies());
            best = Math.max(best, result.transfersPerSecond());
        }
        figures.record(name + "best", "transfers/s", best);
        return best;
    }

    private EngineLoad load(boolean hot) {
        return new EngineLoad(Objects.requireNonNull(engine), ACCOUNTS, hot);
    }

    @Override
    public void verify() throws Exception {
        Objects.requireNonNull(database).requireRightBooks();
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
        if (database != null) {
            database.close();
        }
    }
}
