package dev.furikomi.quickstart.embedded;

/** A server that did not start; the message is meant for a person and holds the end of the server's log. */
public final class EmbeddedServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EmbeddedServerException(String message) {
        super(message);
    }

    public EmbeddedServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
