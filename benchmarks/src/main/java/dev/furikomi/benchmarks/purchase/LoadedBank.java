package dev.furikomi.benchmarks.purchase;

import dev.furikomi.benchmarks.Stage;
import dev.furikomi.reliable.NativeEcdsa;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The one bank that (b) and (d) load: opened by the first of them, closed by the last. */
final class LoadedBank {

    /** Hashing passwords is part of preparing acceptances, not of what (b) and (d) measure, so it is made cheap here. */
    static final Map<String, String> TUNING =
            Map.of("bank.password.memory-kibibytes", "64", "bank.password.iterations", "1");

    /** Enough that the bank always has a batch to collect. */
    static final int IN_FLIGHT = 256;

    private static final int CONNECTIONS = 512;
    private static final int OTHER_PAYEES = 90;

    private int users;
    private double capacity;
    private @Nullable Opened opened;

    private record Opened(Parties parties, Http preparing, Http sending, AcceptanceBank bank, Arrivals completed) {}

    /** Where it was opened before, nothing more happens. */
    void open(Stage stage) {
        users++;
        if (opened != null) {
            return;
        }
        // Browser, bridge and card are on the same processors here, so they get the fast signatures too.
        NativeEcdsa.install();
        Parties parties = Parties.start(stage.root(), stage.postgres(), "acceptance");
        try {
            parties.startBank(TUNING);
            Http preparing = new Http(64);
            AcceptanceBank bank = new AcceptanceBank(parties, preparing, customers(stage), OTHER_PAYEES);
            opened = new Opened(
                    parties,
                    preparing,
                    new Http(CONNECTIONS),
                    bank,
                    new Arrivals(parties.bootstrapServers(), "transfer-completed." + Parties.MERCHANT));
        } catch (RuntimeException failure) {
            parties.close();
            throw failure;
        }
        stage.progress().say("warming the bank up");
        int rounds = stage.quick() ? 1 : 3;
        for (int i = 0; i < rounds; i++) {
            capacity = rate(load().closed(bank().prepare(size(stage.span(), 750, 4_000), true), IN_FLIGHT));
        }
    }

    private static int customers(Stage stage) {
        return stage.quick() ? size(stage.span(), 150, 300) : 2_000;
    }

    AcceptanceBank bank() {
        return Objects.requireNonNull(opened).bank();
    }

    AcceptanceLoad load() {
        Opened now = Objects.requireNonNull(opened);
        return new AcceptanceLoad(now.sending(), now.parties().bankPort(), now.completed());
    }

    /** Acceptances per second that the bank took last. */
    double capacity() {
        return capacity;
    }

    /** Measures what the bank takes, with as many acceptances as it takes in the time. */
    double measure(Stage stage, boolean hot, int sizeMax) {
        long before = bank().bookedByPayees();
        List<Acceptance> acceptances = bank().prepare(size(stage.span(), capacity, sizeMax), hot);
        List<AcceptanceLoad.Sample> samples = load().closed(acceptances, IN_FLIGHT);
        capacity = rate(samples);
        requirePaid(before, acceptances.size());
        return capacity;
    }

    static int size(Duration span, double perSecond, int sizeMax) {
        return (int) Math.max(20, Math.min(sizeMax, perSecond * span.toMillis() / 1000));
    }

    /** From the first that was sent to the last that was seen on Kafka. */
    static double rate(List<AcceptanceLoad.Sample> samples) {
        long first = samples.stream()
                .mapToLong(AcceptanceLoad.Sample::intended)
                .min()
                .orElseThrow();
        long last =
                samples.stream().mapToLong(AcceptanceLoad.Sample::visible).max().orElseThrow();
        return samples.size() * 1e9 / (last - first);
    }

    /** Each of them must have moved its amount, and no more. */
    void requirePaid(long before, int acceptances) {
        long paid = bank().bookedByPayees() - before;
        if (paid != acceptances * PaymentRequests.PRICE_MINOR) {
            throw new RefusedException(
                    acceptances + " acceptances moved " + paid + ", not " + acceptances * PaymentRequests.PRICE_MINOR);
        }
    }

    void verify() {
        AcceptanceBank.requireOnce(Objects.requireNonNull(opened).completed());
        bank().requireBalancedBooks();
    }

    void close() {
        users--;
        Opened now = opened;
        if (users > 0 || now == null) {
            return;
        }
        opened = null;
        now.completed().close();
        now.sending().close();
        now.preparing().close();
        now.parties().close();
    }
}
