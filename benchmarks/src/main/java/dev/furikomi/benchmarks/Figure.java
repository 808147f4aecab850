package dev.furikomi.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A figure's values, one for each round. */
public final class Figure {

    private final String unit;
    private final List<Double> values = new ArrayList<>();

    Figure(String unit) {
        this.unit = unit;
    }

    void add(double value) {
        values.add(value);
    }

    public String unit() {
        return unit;
    }

    public List<Double> values() {
        return Collections.unmodifiableList(values);
    }

    /** The middle one, or the mean of the two in the middle. */
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    public double min() {
        return Collections.min(values);
    }

    public double max() {
        return Collections.max(values);
    }
}
