package dev.furikomi.bridge.session;

import java.time.LocalDate;
import java.util.Map;

/**
 * A card that the person may choose, told apart by where it is; for the bridge's own window alone.
 *
 * @param reader as the system names it
 * @param validUntil the day after which the bank takes it no more, in UTC
 */
public record CardChoice(String reader, LocalDate validUntil, boolean expired) {
    /** As screens and terminals are told it. */
    public Map<String, Object> wire() {
        return Map.of("reader", reader, "validUntil", validUntil.toString(), "expired", expired);
    }
}
