package dev.furikomi.quickstart.process;

/** A part that ended or never became ready; the message names it and shows the end of its log. */
public final class PartDiedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PartDiedException(String message) {
        super(message);
    }
}
