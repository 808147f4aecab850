package dev.furikomi.benchmarks.purchase;

import dev.furikomi.benchmarks.Scenario;
import java.util.List;

/** (b), (c) and (d), in the order of a round: (d) goes by what (b) has just found. */
public final class PurchaseScenarios {

    private PurchaseScenarios() {}

    public static List<Scenario> all() {
        LoadedBank bank = new LoadedBank();
        return List.of(new AcceptanceScenario(bank), new PurchaseScenario(), new LatencyScenario(bank));
    }
}
