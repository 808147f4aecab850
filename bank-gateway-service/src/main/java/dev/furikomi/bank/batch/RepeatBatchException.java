package dev.furikomi.bank.batch;

/** Somebody else's commit got in between; the batch was rolled back and finds it when it is run again. */
public final class RepeatBatchException extends RuntimeException {

    public RepeatBatchException(String message) {
        super(message, null, false, false);
    }
}
