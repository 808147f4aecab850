package dev.furikomi.bridge.edition;

/** An option that cannot be used, said in one line for the person who typed it. */
public final class UnusableOptionException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnusableOptionException(String message) {
        super(message);
    }
}
