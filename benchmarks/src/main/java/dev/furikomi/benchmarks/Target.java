package dev.furikomi.benchmarks;

import java.util.Arrays;
import java.util.Optional;

/** What is to be reached, by the figures' stable names. */
public enum Target {
    ENGINE_RANDOM("engine.random.ratio", "engine, random accounts ÷ TPC-B", "times", 3, 5),
    ENGINE_HOT("engine.hot.ratio", "engine, one payee ÷ naive, one payee", "times", 7, 12),
    ACCEPTANCE("acceptance.rate", "accepted over HTTP to completed on Kafka", "transfers/s", 800, 2_000),
    PURCHASE("purchase.hashing.ratio", "whole purchases ÷ what password hashing alone allows", "times", 0.5, 0.8),
    LATENCY("latency.p99.half.ms", "p99 accept to completed at 50 % load", "ms", 100, 30),
    GROWTH("growth.ratio", "engine, large books ÷ small books", "times", 0.7, 0.9),
    OUTBOX("outbox.lag.p99.ms", "p99 commit to consumer", "ms", 50, 10);

    private final String figure;
    private final String title;
    private final String unit;
    private final double least;
    private final double aim;

    Target(String figure, String title, String unit, double least, double aim) {
        this.figure = figure;
        this.title = title;
        this.unit = unit;
        this.least = least;
        this.aim = aim;
    }

    public String figure() {
        return figure;
    }

    public String title() {
        return title;
    }

    public String unit() {
        return unit;
    }

    public double least() {
        return least;
    }

    public double aim() {
        return aim;
    }

    /** Of latencies less is more. */
    private boolean lessIsBetter() {
        return aim < least;
    }

    public String verdict(double value) {
        if (lessIsBetter() ? value <= aim : value >= aim) {
            return "aim reached";
        }
        return (lessIsBetter() ? value <= least : value >= least) ? "reached" : "missed";
    }

    public static Optional<Target> of(String figure) {
        return Arrays.stream(values())
                .filter(target -> target.figure.equals(figure))
                .findFirst();
    }
}
