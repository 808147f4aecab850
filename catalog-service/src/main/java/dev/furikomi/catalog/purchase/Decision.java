package dev.furikomi.catalog.purchase;

import java.util.function.Function;

/** A value, or why there is none. */
sealed interface Decision<T> {

    <R> R fold(Function<T, R> granted, Function<PurchaseOutcome.Refused, R> refused);

    /** The value. */
    record Granted<T>(T value) implements Decision<T> {
        @Override
        public <R> R fold(Function<T, R> granted, Function<PurchaseOutcome.Refused, R> refused) {
            return granted.apply(value);
        }
    }

    /** Why not. */
    record Denied<T>(PurchaseOutcome.Refused refusal) implements Decision<T> {
        @Override
        public <R> R fold(Function<T, R> granted, Function<PurchaseOutcome.Refused, R> refused) {
            return refused.apply(refusal);
        }
    }

    static <T> Decision<T> denied(PurchaseOutcome.Reason reason, String detail) {
        return new Denied<>(new PurchaseOutcome.Refused(reason, detail));
    }
}
