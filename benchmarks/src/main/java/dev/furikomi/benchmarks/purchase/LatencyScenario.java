package dev.furikomi.benchmarks.purchase;

import dev.furikomi.benchmarks.Figures;
import dev.furikomi.benchmarks.Scenario;
import dev.furikomi.benchmarks.Stage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * (d) How long an acceptance takes at a fifth, half and four fifths of what the bank takes: open loop, counted from when
 * each was to be sent, so that a bank that falls behind is not spared.
 */
final class LatencyScenario implements Scenario {

    private static final Map<String, Double> LOADS = new TreeMap<>(Map.of("fifth", 0.2, "half", 0.5, "most", 0.8));

    private final LoadedBank bank;
    private int rounds;

    LatencyScenario(LoadedBank bank) {
        this.bank = bank;
    }

    @Override
    public String key() {
        return "d";
    }

    @Override
    public String title() {
        return "Latency from accept to completed";
    }

    @Override
    public void prepare(Stage stage) {
        bank.open(stage);
    }

    @Override
    public void measure(Stage stage, Figures figures) {
        double capacity = bank.capacity();
        rounds++;
        for (Map.Entry<String, Double> load : LOADS.entrySet()) {
            // Preparing what is to be accepted takes most of the time; half the load is what has a target.
            if (!stage.quick() || rounds == 1 || load.getKey().equals("half")) {
                measure(stage, figures, load.getKey(), capacity * load.getValue());
            }
        }
        figures.note(
                "latency",
                "open loop with Poisson arrivals at 20 % (fifth), 50 % (half) and 80 % (most) of the last acceptance rate;"
                        + " from the intended start to the event on Kafka, and (http) to the answer that says completed");
    }

    private void measure(Stage stage, Figures figures, String load, double perSecond) {
        int size = LoadedBank.size(stage.span(), perSecond, stage.quick() ? 2_000 : 20_000);
        long before = bank.bank().bookedByPayees();
        List<Acceptance> acceptances = bank.bank().prepare(size, true);
        long[] arrivals = PoissonArrivals.offsets(size, perSecond, rounds);
        List<AcceptanceLoad.Sample> samples = bank.load().open(acceptances, index -> arrivals[(int) index]);
        bank.requirePaid(before, size);
        Histogram visible = new Histogram(3);
        Histogram answered = new Histogram(3);
        for (AcceptanceLoad.Sample sample : samples) {
            visible.recordValue(TimeUnit.NANOSECONDS.toMicros(sample.visible() - sample.intended()));
            if (sample.completedAtOnce()) {
                answered.recordValue(TimeUnit.NANOSECONDS.toMicros(sample.answered() - sample.intended()));
            }
        }
        figures.record("latency." + load, visible);
        figures.record("latency." + load + ".http", answered);
        record(figures, load, visible);
        record(figures, load + ".http", answered);
        figures.record("latency.rate." + load, "transfers/s", perSecond);
    }

    private static void record(Figures figures, String load, Histogram latencies) {
        figures.record("latency.p50." + load + ".ms", "ms", latencies.getValueAtPercentile(50) / 1000.0);
        figures.record("latency.p90." + load + ".ms", "ms", latencies.getValueAtPercentile(90) / 1000.0);
        // Of half the load this is the figure with a target.
        figures.record("latency.p99." + load + ".ms", "ms", latencies.getValueAtPercentile(99) / 1000.0);
        figures.record("latency.max." + load + ".ms", "ms", latencies.getMaxValue() / 1000.0);
    }

    @Override
    public void verify() {
        bank.verify();
    }

    @Override
    public void close() {
        bank.close();
    }
}
