package dev.furikomi.benchmarks.purchase;

import dev.furikomi.benchmarks.Figures;
import dev.furikomi.benchmarks.Scenario;
import dev.furikomi.benchmarks.Stage;
import dev.furikomi.benchmarks.Target;

/** (b) Acceptances over HTTP, each with a card's signature, until their transfers are completed on Kafka. */
final class AcceptanceScenario implements Scenario {

    private final LoadedBank bank;

    AcceptanceScenario(LoadedBank bank) {
        this.bank = bank;
    }

    @Override
    public String key() {
        return "b";
    }

    @Override
    public String title() {
        return "Acceptance over HTTP to completed on Kafka";
    }

    @Override
    public void prepare(Stage stage) {
        bank.open(stage);
    }

    @Override
    public void measure(Stage stage, Figures figures) {
        int sizeMax = stage.quick() ? 2_500 : 20_000;
        figures.record(Target.ACCEPTANCE.figure(), "transfers/s", bank.measure(stage, true, sizeMax));
        if (!stage.quick()) {
            figures.record("acceptance.rate.payees", "transfers/s", bank.measure(stage, false, sizeMax));
        }
        figures.note(
                "acceptance",
                "all to one merchant account (acceptance.rate.payees: to any of many), " + LoadedBank.IN_FLIGHT
                        + " in flight, the load on the same processors; windows prepared up to S305 over the bank's HTTP API"
                        + " with cheap password hashing (" + LoadedBank.TUNING + "); bank with "
                        + String.join(" ", Parties.JAVA_OPTIONS));
    }

    @Override
    public void verify() {
        bank.verify();
    }

    @Override
    public void close() {
        bank.close();
    }
}
