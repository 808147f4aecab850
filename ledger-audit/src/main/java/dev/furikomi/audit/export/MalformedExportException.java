package dev.furikomi.audit.export;

/** A file is not a whole export. */
public final class MalformedExportException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedExportException(long line, String message) {
        super("line " + line + ": " + message);
    }
}
