package dev.furikomi.quickstart.provision;

/** A service refused what the quickstart asked of it; the message is one line. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }

    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
