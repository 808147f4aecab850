package dev.furikomi.bridge.session;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the bank's page says the window ended: a coarse outcome and, where it wants the person to know, a reason. */
public record Closing(String outcome, @Nullable String reason) {
    private static final Set<String> OUTCOMES = Set.of("completed", "pending", "refused", "abandoned");

    /** Anything the page says that is not an outcome counts as abandoned. */
    public static Closing of(@Nullable String outcome, @Nullable String reason) {
        return outcome != null && OUTCOMES.contains(outcome)
                ? new Closing(outcome, reason)
                : new Closing("abandoned", null);
    }

    /** After the card signed, "nothing happened" would be a guess; "on its way" sends people to their bank's page. */
    Closing afterAcceptance() {
        return outcome.equals("abandoned") ? new Closing("pending", reason) : this;
    }
}
