package dev.furikomi.benchmarks.report;

import dev.furikomi.benchmarks.BenchResults;
import dev.furikomi.benchmarks.Figure;
import dev.furikomi.benchmarks.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The report as people look at it: one file, no scripts. */
final class HtmlReport {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Furikomi: benchmark</title>
            <style>
            :root { color-scheme: light dark; --ink: #1c2430; --paper: #fbfaf7; --line: #dcdfe4; --good: #1d6b3a; --bad: #a32020; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e8eaee; --paper: #14181f; --line: #3a4250; --good: #7fd19b; --bad: #ff9a9a; } }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 960px; margin: 0 auto; padding: 16px; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; margin: 12px 0 28px; font-variant-numeric: tabular-nums; }
            th, td { text-align: left; padding: 6px 10px; border-bottom: 1px solid var(--line); vertical-align: top; }
            tbody th { font-weight: 600; } th code { font-weight: 400; }
            td.number, th.number { text-align: right; white-space: nowrap; }
            td { overflow-wrap: anywhere; } thead th, .measured th, td:not(.prose) { white-space: nowrap; }
            .reached { color: var(--good); font-weight: 600; } .missed { color: var(--bad); font-weight: 600; }
            figure { margin: 0 0 24px; overflow-x: auto; } svg { width: 100%; min-width: 600px; height: auto; border-radius: 10px; }
            @media (max-width: 640px) {
            body { padding: 16px 12px; } h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; } th, td { padding: 6px 8px; }
            .measured { font-size: .875rem; } .measured td, .measured th { padding: 5px 6px; } .measured th code { white-space: normal; overflow-wrap: normal; }
            .told, .told tbody, .told tr, .told th, .told td { display: block; border: 0; padding: 0; } .told thead { display: none; }
            .told tr { border-bottom: 1px solid var(--line); padding: 10px 0; }
            .told td { display: flex; justify-content: space-between; gap: 12px; text-align: right; }
            .told td[data-head]::before { content: attr(data-head); text-align: left; opacity: .75; }
            .told td.prose { display: block; text-align: left; } .told td.prose::before { content: none; }
            }
            :focus-visible { outline: 3px solid currentColor; outline-offset: 2px; } code { overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            <h1>Furikomi: benchmark</h1>
            """;

    private static final String NUMBERS = " class=\"number\"";
    private static final Pattern NUMBER = Pattern.compile("[0-9.,]+");

    private HtmlReport() {}

    static String of(BenchResults results, Map<String, String> plots) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append(
                "<p>%s, %d rounds of %s s for each measurement%s. Reference and Furikomi took turns on the same server with full durability.</p>%n"
                        .formatted(
                                results.at().toString().substring(0, 16).replace('T', ' ') + " UTC",
                                results.rounds(),
                                Numbers.of(results.secondsEach()),
                                results.quick() ? ", small sizes" : ""));
        page.append(targets(results));
        plots.values()
                .forEach(plot ->
                        page.append("<figure tabindex=\"0\">").append(plot).append("</figure>\n"));
        page.append(figures(results)).append(latencies(results)).append(machine(results));
        return page.append("</body>\n</html>\n").toString();
    }

    private static String targets(BenchResults results) {
        List<List<String>> rows = new ArrayList<>();
        for (Target target : Target.values()) {
            Figure figure = results.figures().find(target.figure());
            if (figure != null) {
                String verdict = target.verdict(figure.median());
                rows.add(List.of(
                        Svg.escape(target.title()),
                        Numbers.of(figure.median()) + " " + target.unit(),
                        Numbers.of(figure.min()) + " to " + Numbers.of(figure.max()),
                        Numbers.of(target.least()),
                        Numbers.of(target.aim()),
                        "<span class=\"" + ("missed".equals(verdict) ? "missed" : "reached") + "\">" + verdict
                                + "</span>"));
            }
        }
        return table(
                "told",
                "What was to be reached",
                List.of("Figure", "Median", "Rounds", "At least", "Aim", "Verdict"),
                rows);
    }

    private static String figures(BenchResults results) {
        List<List<String>> rows = new ArrayList<>();
        results.figures()
                .figures()
                .forEach((name, figure) -> rows.add(List.of(
                        code(name),
                        Numbers.of(figure.median()),
                        Numbers.of(figure.min()),
                        Numbers.of(figure.max()),
                        Svg.escape(figure.unit()))));
        return table("measured", "All that was measured", List.of("Name", "Median", "Min", "Max", "Unit"), rows);
    }

    private static String latencies(BenchResults results) {
        List<List<String>> rows = new ArrayList<>();
        results.figures().histograms().forEach((name, histogram) -> {
            List<String> row = new ArrayList<>(List.of(code(name)));
            for (double percentile : new double[] {50, 90, 99, 99.9}) {
                row.add(Numbers.of(histogram.getValueAtPercentile(percentile) / 1000.0));
            }
            row.add(Numbers.of(histogram.getMaxValue() / 1000.0));
            rows.add(row);
        });
        return "<p>Latencies of open loops count from the moment when a request was to be sent; those of closed loops"
                + " (the engine by number in flight) are corrected for the requests that a slow answer kept from being"
                + " sent.</p>\n"
                + table(
                        "measured",
                        "Latency in milliseconds",
                        List.of("Name", "p50", "p90", "p99", "p99.9", "Max"),
                        rows);
    }

    /** A figure's name, which a narrow screen breaks after its dots. */
    private static String code(String name) {
        return "<code>" + Svg.escape(name).replace(".", ".<wbr>") + "</code>";
    }

    private static String machine(BenchResults results) {
        List<List<String>> rows = new ArrayList<>();
        results.machine().forEach((name, value) -> rows.add(List.of(Svg.escape(name), Svg.escape(value))));
        results.figures().notes().forEach((name, note) -> rows.add(List.of(Svg.escape(name), Svg.escape(note))));
        return table("told", "Where and how", List.of("What", "How"), rows);
    }

    /** @param kind {@code told}: rows become paragraphs on a narrow screen; {@code measured}: columns of numbers */
    private static String table(String kind, String caption, List<String> heads, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        StringBuilder table = new StringBuilder("<h2>%s</h2>%n".formatted(caption))
                .append("<div class=\"wide\" role=\"region\" aria-label=\"%s\" tabindex=\"0\"><table class=\"%s\">%n"
                        .formatted(caption, kind))
                .append("<thead><tr>");
        for (int column = 0; column < heads.size(); column++) {
            int at = column;
            boolean numbers =
                    rows.stream().allMatch(row -> NUMBER.matcher(row.get(at)).matches());
            table.append("<th scope=\"col\"%s>%s</th>".formatted(numbers ? NUMBERS : "", heads.get(at)));
        }
        table.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            table.append("<tr><th scope=\"row\">").append(row.get(0)).append("</th>");
            for (int column = 1; column < row.size(); column++) {
                table.append(cell(heads.size() == 2, heads.get(column), row.get(column)));
            }
            table.append("</tr>\n");
        }
        return table.append("</tbody></table></div>\n").toString();
    }

    private static String cell(boolean prose, String head, String value) {
        String kind = prose ? " class=\"prose\"" : NUMBER.matcher(value).matches() ? NUMBERS : "";
        return "<td%s data-head=\"%s\">%s</td>".formatted(kind, head, value);
    }
}
