package dev.furikomi.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The two kinds of plot: grouped bars with the rounds' range, and latencies by percentile. */
final class Chart {

    private static final double LEFT = 70;
    private static final double RIGHT = Svg.WIDTH - 16;
    private static final double TOP = 84;
    private static final double UNIT = 16;
    private static final double LEGEND = LEFT + 30;
    private static final double BOTTOM = Svg.HEIGHT - 40;
    private static final double[] PERCENTILES = {50, 75, 90, 95, 99, 99.5, 99.9, 99.99};

    private static final int[] STEPS = {1, 2, 5};

    private Chart() {}

    /** A bar: the median, and how far the rounds went. */
    record Bar(double median, double min, double max) {}

    /**
     * Bars in groups.
     *
     * @param series by name; each has a bar for each group or null
     */
    static String bars(String title, String unit, List<String> groups, Map<String, List<Bar>> series) {
        double top = 1.1
                * series.values().stream()
                        .flatMap(List::stream)
                        .mapToDouble(bar -> bar == null ? 0 : bar.max())
                        .max()
                        .orElse(1);
        top = top > 0 ? top : 1;
        Svg svg = new Svg();
        axis(svg, top, unit);
        double group = (RIGHT - LEFT) / groups.size();
        double width = Math.min(60, group * 0.8 / series.size());
        List<String> told = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            double middle = LEFT + group * (g + 0.5);
            svg.text(middle, BOTTOM + 20, "middle", groups.get(g));
            int s = 0;
            for (Map.Entry<String, List<Bar>> each : series.entrySet()) {
                Bar bar = each.getValue().get(g);
                double x = middle + (s - series.size() / 2.0) * width;
                if (bar != null) {
                    draw(svg, bar, x, width, top, s);
                    told.add(each.getKey() + ", " + groups.get(g) + ": " + Numbers.of(bar.median()) + " " + unit);
                }
                s++;
            }
        }
        legend(svg, new ArrayList<>(series.keySet()));
        return svg.picture(title, String.join("; ", told));
    }

    private static void draw(Svg svg, Bar bar, double x, double width, double top, int s) {
        double y = y(bar.median(), top);
        svg.bar(x + 1, y, width - 2, BOTTOM - y, Svg.COLOURS[s % Svg.COLOURS.length]);
        double middle = x + width / 2;
        svg.line(middle, y(bar.min(), top), middle, y(bar.max(), top), "stroke=\"#1c2430\" stroke-width=\"1.5\"");
        svg.text(middle, y(bar.max(), top) - 4, "middle", Numbers.of(bar.median()));
    }

    /** Latencies by percentile, in milliseconds, on a logarithmic scale. */
    static String latencies(String title, Map<String, Histogram> histograms) {
        double top = histograms.values().stream()
                .mapToDouble(histogram -> histogram.getValueAtPercentile(99.99) / 1000.0)
                .max()
                .orElse(1);
        double low = Math.max(
                0.01,
                histograms.values().stream()
                        .mapToDouble(histogram -> histogram.getValueAtPercentile(50) / 1000.0)
                        .min()
                        .orElse(0.1));
        List<Double> ticks = ticks(low, top);
        double from = Math.log10(ticks.get(0));
        double to = Math.log10(ticks.get(ticks.size() - 1));
        Svg svg = new Svg();
        for (double tick : ticks) {
            double y = BOTTOM - (Math.log10(tick) - from) / (to - from) * (BOTTOM - TOP);
            svg.line(LEFT, y, RIGHT, y, "stroke=\"#dcdfe4\"");
            svg.text(LEFT - 8, y + 4, "end", Numbers.of(tick));
        }
        svg.text(UNIT, TOP - 14, "start", "ms");
        double step = (RIGHT - LEFT - 30) / (PERCENTILES.length - 1);
        for (int index = 0; index < PERCENTILES.length; index++) {
            svg.text(
                    LEFT + 15 + step * index,
                    BOTTOM + 20,
                    "middle",
                    "p"
                            + (PERCENTILES[index] == Math.rint(PERCENTILES[index])
                                    ? String.valueOf((int) PERCENTILES[index])
                                    : String.valueOf(PERCENTILES[index])));
        }
        int s = 0;
        Map<String, String> told = new LinkedHashMap<>();
        for (Map.Entry<String, Histogram> each : histograms.entrySet()) {
            StringBuilder points = new StringBuilder();
            for (int index = 0; index < PERCENTILES.length; index++) {
                double value =
                        Math.max(Math.pow(10, from), each.getValue().getValueAtPercentile(PERCENTILES[index]) / 1000.0);
                double y = BOTTOM - (Math.log10(value) - from) / (to - from) * (BOTTOM - TOP);
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", LEFT + 15 + step * index, y));
            }
            svg.path(points.toString().strip(), s++);
            told.put(
                    each.getKey(),
                    "p50 " + Numbers.of(each.getValue().getValueAtPercentile(50) / 1000.0) + " ms, p99 "
                            + Numbers.of(each.getValue().getValueAtPercentile(99) / 1000.0) + " ms");
        }
        legend(svg, new ArrayList<>(histograms.keySet()));
        return svg.picture(title, told.toString());
    }

    /** The scale around the values, in steps of 1, 2 and 5; two at least. */
    static List<Double> ticks(double low, double high) {
        List<Double> ticks = new ArrayList<>();
        for (int step = 3 * (int) Math.floor(Math.log10(low)); ticks.size() < 2 || last(ticks) < high; step++) {
            double tick = STEPS[Math.floorMod(step, STEPS.length)] * Math.pow(10, Math.floorDiv(step, STEPS.length));
            if (tick <= low) {
                ticks.clear();
            }
            ticks.add(tick);
        }
        return ticks;
    }

    private static double last(List<Double> ticks) {
        return ticks.get(ticks.size() - 1);
    }

    private static void axis(Svg svg, double top, String unit) {
        double step = step(top);
        for (double value = 0; value <= top; value += step) {
            double y = y(value, top);
            svg.line(LEFT, y, RIGHT, y, "stroke=\"#dcdfe4\"");
            svg.text(LEFT - 8, y + 4, "end", Numbers.of(value));
        }
        svg.text(UNIT, TOP - 14, "start", unit);
    }

    /** A round number, of which four to ten fit. */
    private static double step(double top) {
        double power = Math.pow(10, Math.floor(Math.log10(top / 4)));
        double rest = top / 4 / power;
        return power * (rest >= 5 ? 5 : rest >= 2 ? 2 : 1);
    }

    private static double y(double value, double top) {
        return BOTTOM - value / top * (BOTTOM - TOP);
    }

    /** What each colour means, in as many lines as the names need. */
    private static void legend(Svg svg, List<String> names) {
        if (names.size() < 2) {
            return;
        }
        double x = LEGEND;
        double y = 38;
        for (int index = 0; index < names.size(); index++) {
            double width = 34 + 7.2 * names.get(index).length();
            if (x + width > RIGHT + 17) {
                x = LEGEND;
                y += 18;
            }
            svg.sample(x, y, index);
            svg.text(x + 17, y + 11, "start", names.get(index));
            x += width;
        }
    }
}
