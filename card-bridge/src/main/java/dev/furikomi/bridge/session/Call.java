package dev.furikomi.bridge.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The calls of an open session. */
public enum Call {
    IDENTIFY,
    PROVE,
    APPLY,
    ACCEPT,
    CLOSE;

    public static Optional<Call> of(String wire) {
        return Arrays.stream(values())
                .filter(call -> call.name().toLowerCase(Locale.ROOT).equals(wire))
                .findFirst();
    }
}
