package dev.furikomi.bank.transfer;

import io.smallrye.mutiny.Uni;

/** Carries an outcome out of a transaction that must not commit. */
final class RolledBack extends RuntimeException {

    private final transient Object outcome;

    private RolledBack(Object outcome) {
        super(null, null, false, false);
        this.outcome = outcome;
    }

    static <T> Uni<T> with(T outcome) {
        return Uni.createFrom().failure(() -> new RolledBack(outcome));
    }

    <T> T outcome(Class<T> type) {
        return type.cast(outcome);
    }
}
