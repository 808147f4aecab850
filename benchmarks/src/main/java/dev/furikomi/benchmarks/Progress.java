package dev.furikomi.benchmarks;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells whoever waits what is measured, and how long it will go on. */
public final class Progress {

    private final PrintStream out;
    private final long began = System.nanoTime();

    public Progress(PrintStream out) {
        this.out = out;
    }

    public void say(String format, Object... values) {
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        out.printf(
                Locale.ROOT, "%3d:%02d  %s%n", seconds / 60, seconds % 60, String.format(Locale.ROOT, format, values));
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
