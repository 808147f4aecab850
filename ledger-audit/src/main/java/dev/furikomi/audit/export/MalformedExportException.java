package dev.furikomi.audit.export;

/** A file is not a whole export. */
public final class MalformedExportException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean allRead;

    MalformedExportException(long line, String message) {
        this(line, message, false);
    }

    MalformedExportException(long line, String message, boolean allRead) {
        super("line " + line + ": " + message);
        this.allRead = allRead;
    }

    /** Whether the last line was reached, so that what the lines prove is worth looking at. */
    public boolean isAllRead() {
        return allRead;
    }
}
