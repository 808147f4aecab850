package dev.furikomi.bridge.session;

import java.util.function.Function;

/** What became of the wish to open a session. */
public sealed interface Opening {
    <T> T fold(Function<Opened, T> opened, Function<Answer.Refused, T> refused);

    /** The request was verified; no card has been touched yet. */
    record Opened(Session session) implements Opening {
        @Override
        public <T> T fold(Function<Opened, T> opened, Function<Answer.Refused, T> refused) {
            return opened.apply(this);
        }
    }

    /** Nothing was opened and no card was touched. */
    record NotOpened(Answer.Refused refusal) implements Opening {
        @Override
        public <T> T fold(Function<Opened, T> opened, Function<Answer.Refused, T> refused) {
            return refused.apply(refusal);
        }
    }
}
