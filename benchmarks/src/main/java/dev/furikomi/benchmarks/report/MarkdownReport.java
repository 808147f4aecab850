package dev.furikomi.benchmarks.report;

import dev.furikomi.benchmarks.BenchResults;
import dev.furikomi.benchmarks.Figure;
import dev.furikomi.benchmarks.Target;
import java.util.Locale;
import java.util.Map;

/** The report as it goes into the documentation. */
final class MarkdownReport {

    private MarkdownReport() {}

    static String of(BenchResults results, Map<String, String> plots) {
        StringBuilder text = new StringBuilder();
        text.append("Measured %s, %d rounds of %s s%s.%n%n"
                .formatted(
                        results.at().toString().substring(0, 10),
                        results.rounds(),
                        Numbers.of(results.secondsEach()),
                        results.quick() ? ", small sizes (`--quick`)" : ""));
        text.append("| figure | median | rounds | at least | aim | |\n| --- | ---: | --- | ---: | ---: | --- |\n");
        for (Target target : Target.values()) {
            Figure figure = results.figures().find(target.figure());
            if (figure != null) {
                text.append("| %s (`%s`), %s | **%s** | %s to %s | %s | %s | %s |%n"
                        .formatted(
                                target.title(),
                                target.figure(),
                                target.unit(),
                                Numbers.of(figure.median()),
                                Numbers.of(figure.min()),
                                Numbers.of(figure.max()),
                                Numbers.of(target.least()),
                                Numbers.of(target.aim()),
                                target.verdict(figure.median())));
            }
        }
        text.append("\n| measured | median | min | max | unit |\n| --- | ---: | ---: | ---: | --- |\n");
        results.figures().figures().forEach((name, figure) -> {
            if (Target.of(name).isEmpty()) {
                text.append("| `%s` | %s | %s | %s | %s |%n"
                        .formatted(
                                name,
                                Numbers.of(figure.median()),
                                Numbers.of(figure.min()),
                                Numbers.of(figure.max()),
                                figure.unit()));
            }
        });
        text.append(
                "\n| latency, ms | p50 | p90 | p99 | p99.9 | max | count |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        results.figures()
                .histograms()
                .forEach((name, histogram) -> text.append(String.format(
                        Locale.ROOT,
                        "| `%s` | %s | %s | %s | %s | %s | %d |%n",
                        name,
                        Numbers.of(histogram.getValueAtPercentile(50) / 1000.0),
                        Numbers.of(histogram.getValueAtPercentile(90) / 1000.0),
                        Numbers.of(histogram.getValueAtPercentile(99) / 1000.0),
                        Numbers.of(histogram.getValueAtPercentile(99.9) / 1000.0),
                        Numbers.of(histogram.getMaxValue() / 1000.0),
                        histogram.getTotalCount())));
        text.append('\n');
        plots.forEach((file, plot) -> text.append("![%s](%s.svg)%n%n".formatted(title(plot), file)));
        text.append("| machine | |\n| --- | --- |\n");
        results.machine().forEach((name, value) -> text.append("| %s | %s |%n".formatted(name, value)));
        results.figures().notes().forEach((name, note) -> text.append("| %s | %s |%n".formatted(name, note)));
        return text.toString();
    }

    private static String title(String plot) {
        return plot.substring(plot.indexOf("<title>") + "<title>".length(), plot.indexOf("</title>"));
    }
}
