package dev.furikomi.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.furikomi.benchmarks.BenchResults;
import dev.furikomi.benchmarks.Figure;
import dev.furikomi.benchmarks.Figures;
import dev.furikomi.benchmarks.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Writes what a run found. */
public final class Reports {

    private Reports() {}

    /**
     * Writes {@code report.html}, {@code report.md}, {@code figures.json} and the plots.
     *
     * @param json where the figures are written too
     */
    public static void write(BenchResults results, Path directory, @Nullable Path json) throws IOException {
        Map<String, String> plots = Plots.of(results.figures());
        for (Map.Entry<String, String> plot : plots.entrySet()) {
            Files.writeString(directory.resolve(plot.getKey() + ".svg"), plot.getValue());
        }
        Files.writeString(directory.resolve("report.html"), HtmlReport.of(results, plots));
        Files.writeString(directory.resolve("report.md"), MarkdownReport.of(results, plots));
        String figures = json(results);
        Files.writeString(directory.resolve("figures.json"), figures);
        if (json != null) {
            Files.writeString(json, figures);
        }
    }

    /** The figures that were to be reached, a line each. */
    public static String summary(Figures figures) {
        StringBuilder text = new StringBuilder();
        for (Target target : Target.values()) {
            Figure figure = figures.find(target.figure());
            if (figure != null) {
                text.append(String.format(
                        Locale.ROOT,
                        "%-24s %10s %s (%s to %s): %s%n",
                        target.figure(),
                        Numbers.of(figure.median()),
                        target.unit(),
                        Numbers.of(figure.min()),
                        Numbers.of(figure.max()),
                        target.verdict(figure.median())));
            }
        }
        return text.toString().stripTrailing();
    }

    static String json(BenchResults results) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("at", results.at().toString());
        document.put("quick", results.quick());
        document.put("rounds", results.rounds());
        document.put("secondsEach", results.secondsEach());
        document.put("machine", results.machine());
        document.put("notes", results.figures().notes());
        Map<String, Object> figures = new LinkedHashMap<>();
        results.figures().figures().forEach((name, figure) -> figures.put(name, figure(name, figure)));
        document.put("figures", figures);
        Map<String, Object> latencies = new LinkedHashMap<>();
        results.figures().histograms().forEach((name, histogram) -> latencies.put(name, latency(histogram)));
        document.put("latenciesMilliseconds", latencies);
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(document) + "\n";
    }

    private static Map<String, Object> figure(String name, Figure figure) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("unit", figure.unit());
        fields.put("median", figure.median());
        fields.put("min", figure.min());
        fields.put("max", figure.max());
        fields.put("rounds", figure.values());
        Target.of(name).ifPresent(target -> {
            fields.put("atLeast", target.least());
            fields.put("aim", target.aim());
            fields.put("verdict", target.verdict(figure.median()));
        });
        return fields;
    }

    private static Map<String, Object> latency(Histogram histogram) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("count", histogram.getTotalCount());
        for (double percentile : new double[] {50, 90, 99, 99.9}) {
            fields.put(
                    "p" + Numbers.of(percentile).replace(".", ""), histogram.getValueAtPercentile(percentile) / 1000.0);
        }
        fields.put("max", histogram.getMaxValue() / 1000.0);
        return fields;
    }
}
