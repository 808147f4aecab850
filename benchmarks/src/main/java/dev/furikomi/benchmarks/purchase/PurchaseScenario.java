package dev.furikomi.benchmarks.purchase;

import dev.furikomi.benchmarks.Figures;
import dev.furikomi.benchmarks.Scenario;
import dev.furikomi.benchmarks.Stage;
import dev.furikomi.benchmarks.Target;
import dev.furikomi.card.token.SeenSessions;
import dev.furikomi.card.token.SessionRequestVerifier;
import dev.furikomi.reliable.NativeEcdsa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** (c) Whole purchases through all services, and what hashing the passwords alone would allow in the same run. */
final class PurchaseScenario implements Scenario {

    /** Enough that the bank's hashing threads always find work, few enough that its queue of 64 is never full. */
    private static final int CUSTOMERS_AT_ONCE = 32;

    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration QUICK_WARM_UP = Duration.ofSeconds(10);
    private static final int PRODUCTS = 24;
    private final HashingCeiling hashing = new HashingCeiling();
    private final AtomicInteger numbers = new AtomicInteger();
    private @Nullable Opened opened;

    private record Opened(
            Parties parties,
            Http http,
            List<CardHolder> holders,
            List<CardHolder> warmUp,
            Arrivals paid,
            WholePurchase purchase) {}

    @Override
    public String key() {
        return "c";
    }

    @Override
    public String title() {
        return "Whole purchases through all services";
    }

    @Override
    public void prepare(Stage stage) throws IOException {
        NativeEcdsa.install();
        Parties parties = Parties.start(stage.root(), stage.postgres(), "purchase");
        try {
            parties.startBank(Map.of());
            parties.startShop(
                    feed(parties),
                    // All customers come from this one address.
                    Map.of("catalog.purchase.open-per-address-max", "1000000"));
            Http http = new Http(2 * CUSTOMERS_AT_ONCE);
            Arrivals paid = new Arrivals(parties.bootstrapServers(), "order-paid." + Parties.MERCHANT);
            SessionRequestVerifier bridge =
                    new SessionRequestVerifier(parties.bankList(), SeenSessions.inMemory(), InstantSource.system());
            CardHolders customers = new CardHolders(parties, http);
            List<CardHolder> warmUp = customers.provision(2 * CUSTOMERS_AT_ONCE, 2 * CUSTOMERS_AT_ONCE);
            CheapPasswords.give(warmUp, parties);
            opened = new Opened(
                    parties,
                    http,
                    customers.provision(0, 2 * CUSTOMERS_AT_ONCE),
                    warmUp,
                    paid,
                    new WholePurchase(parties, http, bridge, paid));
        } catch (RuntimeException | IOException failure) {
            parties.close();
            throw failure;
        }
        // Both until they get no faster: a ceiling or a service that is still compiled would give a ratio of its own.
        hashing.measure(stage.quick() ? Duration.ofSeconds(2) : Duration.ofSeconds(5));
        purchases(opened.warmUp(), Duration.ZERO, stage.quick() ? QUICK_WARM_UP : WARM_UP);
    }

    private static Path feed(Parties parties) throws IOException {
        StringBuilder feed = new StringBuilder(
                "id\ttitle\tdescription\tlink\timage_link\tavailability\tprice\tbrand\tcondition\tquantity\n");
        IntStream.range(0, PRODUCTS).forEach(number -> feed.append(product(number))
                .append("\tA thing\tIt can be bought.\t/products/")
                .append(product(number))
                .append("\t/pictures/it.svg\tin_stock\t100 JPY\tHanaya\tnew\t1000000\n"));
        return Files.writeString(parties.directory().resolve("feed.tsv"), feed);
    }

    private static String product(int number) {
        return "BENCH-" + number % PRODUCTS;
    }

    private double purchases(List<CardHolder> holders, Duration lead, Duration span) {
        Opened now = Objects.requireNonNull(opened);
        return new PurchaseLoad(CUSTOMERS_AT_ONCE, number -> now.purchase()
                        .settle(holders.get(number % holders.size()), product(number)))
                .run(numbers, lead, span);
    }

    @Override
    public void measure(Stage stage, Figures figures) throws InterruptedException {
        // A purchase takes a twentieth of a second of processor time: in less too few would be counted.
        Duration span = stage.span().multipliedBy(2);
        double before = hashing.measure(span.dividedBy(2));
        double rate = purchases(Objects.requireNonNull(opened).holders(), Duration.ofSeconds(2), span);
        stage.settle();
        double ceiling = (before + hashing.measure(span.dividedBy(2))) / 2;
        figures.record("purchase.rate", "purchases/s", rate);
        figures.record("purchase.hashing.ceiling", "hashes/s", ceiling);
        figures.record(Target.PURCHASE.figure(), "times", rate / ceiling);
        figures.note(
                "purchase",
                CUSTOMERS_AT_ONCE
                        + " customers at once, from S103 to order-paid on Kafka; browser, bridge and card on the"
                        + " same processors; the ceiling: the bank's own Argon2id with its default settings on as many"
                        + " threads as the bank hashes with (" + HashingCeiling.THREADS
                        + "), while nothing else is done, half before and half after the purchases; the JVM of the bank: "
                        + String.join(" ", Parties.JAVA_OPTIONS) + "; of catalogue and order file: "
                        + String.join(" ", Parties.SHOP_OPTIONS));
    }

    @Override
    public void verify() {
        Opened now = Objects.requireNonNull(opened);
        AcceptanceBank.requireOnce(now.paid());
        AcceptanceBank.requireBalancedBooks(new CardHolders(now.parties(), now.http()).staff());
    }

    @Override
    public void close() {
        Opened now = opened;
        if (now != null) {
            opened = null;
            now.paid().close();
            now.http().close();
            now.parties().close();
        }
    }
}
