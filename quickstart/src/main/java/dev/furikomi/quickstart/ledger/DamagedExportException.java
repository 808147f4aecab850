package dev.furikomi.quickstart.ledger;

/** A file that is not a whole export, so that nothing can be proved from it. */
final class DamagedExportException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedExportException(String message, Throwable cause) {
        super(message, cause);
    }
}
