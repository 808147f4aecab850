package dev.furikomi.bridge.session;

import dev.furikomi.card.token.SigningLabel;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a person is told when the PIN is asked for.
 *
 * @param label what the card will sign with it
 * @param triesLeft empty when the card does not say
 * @param fault what was wrong with the PIN before
 */
public record PinQuestion(SigningLabel label, OptionalInt triesLeft, Optional<Fault> fault) {
    /** As screens and terminals are told it: {@code label}, and where known {@code triesLeft} and {@code fault}. */
    public Map<String, Object> wire() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("label", wire(label));
        triesLeft.ifPresent(tries -> fields.put("triesLeft", tries));
        fault.ifPresent(why -> fields.put("fault", why.wire()));
        return fields;
    }

    public static String wire(SigningLabel label) {
        return label.name().toLowerCase(Locale.ROOT);
    }

    /** Why the PIN is asked for again. */
    public enum Fault {
        /** A try was taken. */
        WRONG,
        /** Not 6 to 8 characters; no try was taken. */
        MALFORMED,
        /** Another program took a try meanwhile; nothing was sent. */
        TRIES_CHANGED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
