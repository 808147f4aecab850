package dev.furikomi.benchmarks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What a run has recorded, by stable names. */
public final class Figures {

    private final Map<String, Figure> figures = new LinkedHashMap<>();
    private final Map<String, Histogram> histograms = new LinkedHashMap<>();
    private final Map<String, String> notes = new LinkedHashMap<>();

    /** One round's value. */
    public void record(String name, String unit, double value) {
        figures.computeIfAbsent(name, ignored -> new Figure(unit)).add(value);
    }

    /** Latencies in microseconds, added to those of the rounds before. */
    public void record(String name, Histogram microseconds) {
        histograms.computeIfAbsent(name, ignored -> new Histogram(3)).add(microseconds);
    }

    /** Something a reader must know, such as what was used as reference. */
    public void note(String name, String text) {
        notes.put(name, text);
    }

    public @Nullable Figure find(String name) {
        return figures.get(name);
    }

    /** The last round's value of a figure that has been recorded. */
    public double latest(String name) {
        Figure figure = figures.get(name);
        if (figure == null) {
            throw new IllegalStateException("Not recorded: " + name);
        }
        return figure.values().get(figure.values().size() - 1);
    }

    public boolean has(String name) {
        return figures.containsKey(name);
    }

    public Map<String, Figure> figures() {
        return Collections.unmodifiableMap(figures);
    }

    public Map<String, Histogram> histograms() {
        return Collections.unmodifiableMap(histograms);
    }

    public Map<String, String> notes() {
        return Collections.unmodifiableMap(notes);
    }
}
