package dev.furikomi.quickstart.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./furikomi demo --json} prints.
 *
 * @param paid the order file says PAID and both ledgers balance
 * @param failedStep where it failed, otherwise null
 */
public record DemoReport(
        boolean paid,
        @Nullable String failedStep,
        @Nullable String failure,
        double startSeconds,
        List<?> steps,
        List<?> events,
        List<BankState> banks,
        @Nullable JsonNode order) {

    /** A bank after the purchase. */
    public record BankState(String bic, String name, boolean balanced, JsonNode ledgerCheck, List<JsonNode> accounts) {}
}
