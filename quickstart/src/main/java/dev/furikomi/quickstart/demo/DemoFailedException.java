package dev.furikomi.quickstart.demo;

/** The purchase did not go through; says at which step. */
public final class DemoFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String step;

    DemoFailedException(String step, Throwable cause) {
        super("failed at " + step + ": " + cause.getMessage(), cause);
        this.step = step;
    }

    /** The step's number, or several that one call covers. */
    public String step() {
        return step;
    }
}
