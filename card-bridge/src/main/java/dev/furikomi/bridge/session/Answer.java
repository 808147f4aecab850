package dev.furikomi.bridge.session;

import java.util.function.Function;

/** How a call ended: with a message for the bank, or refused. */
public sealed interface Answer {
    <T> T fold(Function<Granted, T> granted, Function<Refused, T> refused);

    /** The result, a value that Jackson writes. */
    record Granted(Object result) implements Answer {
        @Override
        public <T> T fold(Function<Granted, T> granted, Function<Refused, T> refused) {
            return granted.apply(this);
        }
    }

    /** The message is for developers and holds no secret; people read the window's own words for the code. */
    record Refused(RefusalCode code, String message) implements Answer {
        @Override
        public <T> T fold(Function<Granted, T> granted, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
