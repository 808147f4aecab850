package dev.furikomi.bank.batch;

import java.util.concurrent.TimeoutException;

/** The database did not answer in time; whether the batch is committed is unknown. */
public final class BatchDeadlineException extends TimeoutException {

    BatchDeadlineException(String message) {
        super(message);
    }
}
