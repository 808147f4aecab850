package dev.furikomi.quickstart.ledger;

import dev.furikomi.quickstart.process.FileFailure;

/** A ledger cannot be read now; nothing is said about its being right. */
final class UnreachableLedgerException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreachableLedgerException(String message) {
        super(message);
    }

    UnreachableLedgerException(String message, Throwable cause) {
        super(message + ": " + FileFailure.words(cause), cause);
    }
}
