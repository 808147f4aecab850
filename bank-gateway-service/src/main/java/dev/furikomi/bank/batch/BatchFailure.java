package dev.furikomi.bank.batch;

import io.vertx.pgclient.PgException;

/** Why a batch failed, and so what becomes of it. */
enum BatchFailure {
    /** Rolled back on account of others: a deadlock, a serialisation failure, an id claimed meanwhile. */
    REPEATABLE,
    /** Somebody else holds a row that one of the requests needs. */
    LOCKED,
    /** The database or the code refuses one of the requests. */
    OF_A_REQUEST,
    /** Nobody knows whether it was committed. */
    OF_THE_DATABASE;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    static BatchFailure of(Throwable failure) {
        if (failure instanceof RepeatBatchException) {
            return REPEATABLE;
        }
        if (failure instanceof PgException refused) {
            String state = refused.getSqlState();
            if (state == null || state.length() != 5) {
                return OF_THE_DATABASE;
            }
            if (state.equals(LOCK_NOT_AVAILABLE)) {
                return LOCKED;
            }
            return switch (state.substring(0, 2)) {
                case "40" -> REPEATABLE;
                case "22", "23", "42", "P0" -> OF_A_REQUEST;
                default -> OF_THE_DATABASE;
            };
        }
        // What the code throws itself; the client's own failures are other types.
        return failure instanceof IllegalStateException
                        || failure instanceof IllegalArgumentException
                        || failure instanceof NullPointerException
                        || failure instanceof ArithmeticException
                ? OF_A_REQUEST
                : OF_THE_DATABASE;
    }
}
