package dev.furikomi.reliable;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells failures of the infrastructure, which pass, from those of the event or the code, which do not. */
public final class PassingFailure {

    /** SQLSTATE classes: connection, transaction rollback (deadlock), resources, operator intervention, lock. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "57", "55", "58");

    private static final int DEEPEST_CAUSE = 20;

    private PassingFailure() {}

    /** Whether it may work when it is tried again later. */
    public static boolean is(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (isPassing(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isPassing(Throwable failure) {
        if (failure instanceof PgException refused) {
            String state = refused.getSqlState();
            return state != null && state.length() == 5 && PASSING_CLASSES.contains(state.substring(0, 2));
        }
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof RejectedExecutionException
                || failure instanceof ClosedConnectionException
                || isPoolTimeout(failure);
    }

    /** The pool reports a wait that was too long with an exception of no type of its own. */
    private static boolean isPoolTimeout(Throwable failure) {
        String message = failure.getMessage();
        return failure.getClass().getName().startsWith("io.vertx.core.")
                && message != null
                && (message.contains("Timeout") || message.contains("closed"));
    }
}
