package dev.furikomi.quickstart.embedded;

/** Waits between two looks at something that another process does. */
public final class Pause {
    private Pause() {}

    /** Returns after that time, or fails at once when this thread is to end. */
    public static void milliseconds(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("interrupted", e);
        }
    }
}
