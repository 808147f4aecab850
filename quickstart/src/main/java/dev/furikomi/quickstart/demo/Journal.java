package dev.furikomi.quickstart.demo;

import dev.furikomi.quickstart.Console;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The steps as they happen, each with its duration. */
final class Journal {
    private final Console console;
    private final List<Step> steps = new ArrayList<>();

    Journal(Console console) {
        this.console = console;
    }

    /**
     * A step that took place.
     *
     * @param step the number in the procedure, or several that one call covers
     */
    record Step(String step, String what, long milliseconds) {}

    /** Does the work of the step and tells it; a failure names the step. */
    <T> T step(String step, String what, Supplier<T> work) {
        Instant begin = Instant.now();
        T result;
        try {
            result = work.get();
        } catch (RuntimeException e) {
            throw new DemoFailedException(step, e);
        }
        long milliseconds = Duration.between(begin, Instant.now()).toMillis();
        steps.add(new Step(step, what, milliseconds));
        console.line(String.format(Locale.ROOT, "  %-14s %-66s %5d ms", step, what, milliseconds));
        return result;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }
}
