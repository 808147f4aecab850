package dev.furikomi.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What a person reads; silent when a machine reads standard output. */
public final class Console {
    private final PrintStream out;

    private Console(PrintStream out) {
        this.out = out;
    }

    /** For a person. */
    static Console standardOutput() {
        return new Console(System.out);
    }

    /** For a machine: progress goes to standard error. */
    static Console standardError() {
        return new Console(System.err);
    }

    public synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Something that took a while. */
    public void done(String what, Duration took) {
        line(String.format(Locale.ROOT, "  %-34s %6.1f s", what, took.toMillis() / 1000.0));
    }
}
