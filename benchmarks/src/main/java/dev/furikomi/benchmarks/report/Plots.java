package dev.furikomi.benchmarks.report;

import dev.furikomi.benchmarks.Figure;
import dev.furikomi.benchmarks.Figures;
import dev.furikomi.benchmarks.ledger.EngineScenario;
import dev.furikomi.benchmarks.report.Chart.Bar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The pictures of a run, by file name; those of scenarios that did not run are missing. */
final class Plots {

    private static final List<Integer> CLIENTS = List.of(1, 8, 32);

    private Plots() {}

    static Map<String, String> of(Figures figures) {
        Map<String, String> plots = new LinkedHashMap<>();
        BiConsumer<String, String> add = plots::put;
        if (figures.has("engine.random.best")) {
            add.accept("engine", engine(figures));
        }
        if (figures.has("reference.tpcb.1")) {
            add.accept("reference", reference(figures));
        }
        latencies(
                figures,
                "engine.",
                "The posting engine, latency of a transfer by number in flight",
                "engine-latency",
                plots);
        latencies(figures, "latency.", "Accept to completed, open loop", "latency", plots);
        latencies(figures, "outbox.", "Commit to consumer", "outbox", plots);
        if (figures.has("growth.ratio")) {
            add.accept("growth", family(figures, "growth.", "Growth: the same engine on larger books", "transfers/s"));
        }
        if (figures.has("purchase.rate")) {
            add.accept(
                    "purchase", family(figures, "purchase.", "Whole purchases and what hashing alone allows", "1/s"));
        }
        return plots;
    }

    private static String engine(Figures figures) {
        Map<String, List<@Nullable Bar>> series = new LinkedHashMap<>();
        series.put("random accounts", bars(figures, "engine.random."));
        series.put("one payee", bars(figures, "engine.hot."));
        List<String> groups = new ArrayList<>();
        EngineScenario.IN_FLIGHT.forEach(inFlight -> groups.add(inFlight + " in flight"));
        groups.add("reference, best");
        series.get("random accounts").add(bar(figures, "reference.tpcb.best"));
        series.get("one payee").add(bar(figures, "reference.naive.best"));
        return Chart.bars("The posting engine; reference: TPC-B, naive ledger", "1/s", groups, series);
    }

    private static List<@Nullable Bar> bars(Figures figures, String prefix) {
        List<@Nullable Bar> bars = new ArrayList<>();
        EngineScenario.IN_FLIGHT.forEach(inFlight -> bars.add(bar(figures, prefix + inFlight)));
        return bars;
    }

    private static String reference(Figures figures) {
        Map<String, List<@Nullable Bar>> series = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : List.of(
                Map.entry("TPC-B", "reference.tpcb."),
                Map.entry("naive, statements", "reference.naive.statements."),
                Map.entry("naive, one call", "reference.naive.call."))) {
            List<@Nullable Bar> bars = new ArrayList<>();
            CLIENTS.forEach(clients -> bars.add(bar(figures, each.getValue() + clients)));
            series.put(each.getKey(), bars);
        }
        return Chart.bars(
                "The reference by clients",
                "1/s",
                CLIENTS.stream().map(n -> n + (n == 1 ? " client" : " clients")).toList(),
                series);
    }

    private static String family(Figures figures, String prefix, String title, String unit) {
        List<String> groups = new ArrayList<>();
        List<@Nullable Bar> bars = new ArrayList<>();
        figures.figures().forEach((name, figure) -> {
            if (name.startsWith(prefix) && !name.endsWith("ratio")) {
                groups.add(name.substring(prefix.length()));
                bars.add(bar(figures, name));
            }
        });
        Map<String, List<@Nullable Bar>> series = new LinkedHashMap<>();
        series.put(unit, bars);
        return Chart.bars(title, unit, groups, series);
    }

    private static void latencies(
            Figures figures, String prefix, String title, String file, Map<String, String> plots) {
        Map<String, Histogram> chosen = new LinkedHashMap<>();
        figures.histograms().forEach((name, histogram) -> {
            if (name.startsWith(prefix) && histogram.getTotalCount() > 0) {
                chosen.put(series(name.substring(prefix.length())), histogram);
            }
        });
        if (!chosen.isEmpty()) {
            plots.put(file, Chart.latencies(title, chosen));
        }
    }

    /** A histogram's name as people read it. */
    private static String series(String name) {
        return name.replace(".latency", "")
                .replace("fifth", "20 % load")
                .replace("half", "50 % load")
                .replace("most", "80 % load")
                .replace(".http", ", HTTP")
                .replace("random.", "random, ")
                .replace("hot.", "one payee, ");
    }

    private static @Nullable Bar bar(Figures figures, String name) {
        Figure figure = figures.find(name);
        return figure == null ? null : new Bar(figure.median(), figure.min(), figure.max());
    }
}
