package dev.furikomi.card.piv;

import java.util.function.Function;

/** What a card answered, or why it did not. */
public sealed interface PivOutcome<T> {

    <R> R fold(Function<T, R> answered, Function<PivRefusal, R> refused);

    /** The next step, when this one went well. */
    default <R> PivOutcome<R> then(Function<T, PivOutcome<R>> next) {
        return fold(next, Refused::new);
    }

    record Answered<T>(T value) implements PivOutcome<T> {

        @Override
        public <R> R fold(Function<T, R> answered, Function<PivRefusal, R> refused) {
            return answered.apply(value);
        }
    }

    record Refused<T>(PivRefusal refusal) implements PivOutcome<T> {

        @Override
        public <R> R fold(Function<T, R> answered, Function<PivRefusal, R> refused) {
            return refused.apply(refusal);
        }
    }
}
