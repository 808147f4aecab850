package dev.furikomi.benchmarks.outbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.furikomi.bank.ledger.PostingEngine;
import dev.furikomi.benchmarks.Figures;
import dev.furikomi.benchmarks.Scenario;
import dev.furikomi.benchmarks.Stage;
import dev.furikomi.benchmarks.Target;
import dev.furikomi.benchmarks.ledger.EngineDatabase;
import dev.furikomi.benchmarks.purchase.Arrivals;
import dev.furikomi.benchmarks.purchase.PoissonArrivals;
import dev.furikomi.quickstart.embedded.KafkaBroker;
import dev.furikomi.reliable.NativeEcdsa;
import dev.furikomi.reliable.OutboxRelay;
import dev.furikomi.reliable.RelaySettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** (f) How long after its commit an event is visible to a consumer, while the engine posts at half of what both can do. */
public final class OutboxScenario implements Scenario {

    private static final int ACCOUNTS = 10_000;
    private static final int IN_FLIGHT = 256;
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration QUICK_WARM_UP = Duration.ofSeconds(6);
    private static final String TOPIC = "transfer-completed.hanaya";

    private @Nullable Opened opened;
    private long seed;

    private record Opened(
            KafkaBroker kafka,
            EngineDatabase database,
            OutboxRelay relay,
            PostingEngine engine,
            Arrivals visible,
            OutboxLoad load) {}

    @Override
    public String key() {
        return "f";
    }

    @Override
    public String title() {
        return "Commit to consumer";
    }

    @Override
    public void prepare(Stage stage) throws Exception {
        NativeEcdsa.install();
        EngineDatabase database = new EngineDatabase(stage.postgres(), "outbox", ACCOUNTS, 0);
        KafkaBroker kafka = KafkaBroker.temporary(List.of(TOPIC));
        OutboxRelay relay = new OutboxRelay(
                database.pool(),
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "interceptor.classes",
                        HandedOver.class.getName()),
                RelaySettings.of("https://bank.example", signingKey()));
        relay.start();
        PostingEngine engine = database.engine(relay::wake);
        Arrivals visible = new Arrivals(kafka.bootstrapServers(), TOPIC);
        opened = new Opened(kafka, database, relay, engine, visible, new OutboxLoad(engine, visible, ACCOUNTS));
        warmUp(stage);
    }

    /** As it is measured: as fast as it goes makes large batches, half of that makes small ones. */
    private void warmUp(Stage stage) throws InterruptedException {
        double compiling = WarmUp.until(stage.quick() ? QUICK_WARM_UP : WARM_UP, () -> {
            double rate = capacity(4_000) / 2;
            now().load().open(PoissonArrivals.offsets((int) rate, rate, ++seed));
            forget();
        });
        stage.progress().say("f is warm: the compiler takes %.0f %% of a processor", 100 * compiling);
    }

    private void forget() {
        now().visible().forget();
        HandedOver.forget();
    }

    private static ECKey signingKey() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID("benchmark").generate();
    }

    /** Posted and seen by the consumer per second, when as much as possible is wanted. */
    private double capacity(int transfers) throws InterruptedException {
        List<OutboxLoad.Sample> samples = now().load().closed(transfers, IN_FLIGHT);
        forget();
        long first =
                samples.stream().mapToLong(OutboxLoad.Sample::intended).min().orElseThrow();
        long last = samples.stream().mapToLong(OutboxLoad.Sample::visible).max().orElseThrow();
        return samples.size() * 1e9 / (last - first);
    }

    @Override
    public void measure(Stage stage, Figures figures) throws Exception {
        double capacity = capacity(stage.quick() ? 8_000 : 40_000);
        double rate = capacity / 2;
        Duration span = stage.span();
        int count = (int) Math.max(100, Math.min(100_000, rate * span.toMillis() / 1000));
        List<OutboxLoad.Sample> samples = now().load().open(PoissonArrivals.offsets(count, rate, ++seed));
        requireOnce();
        forget();
        Histogram lag = new Histogram(3);
        Histogram relay = new Histogram(3);
        Histogram kafka = new Histogram(3);
        Histogram whole = new Histogram(3);
        for (OutboxLoad.Sample sample : samples) {
            // A consumer may have the event before the engine's caller has its answer.
            lag.recordValue(microseconds(Math.max(0, sample.visible() - sample.answered())));
            relay.recordValue(microseconds(Math.max(0, sample.handedOver() - sample.answered())));
            kafka.recordValue(microseconds(sample.visible() - sample.handedOver()));
            whole.recordValue(microseconds(sample.visible() - sample.intended()));
        }
        figures.record("outbox.capacity", "transfers/s", capacity);
        figures.record("outbox.rate", "transfers/s", rate);
        figures.record("outbox.lag", lag);
        figures.record("outbox.relay", relay);
        figures.record("outbox.kafka", kafka);
        figures.record("outbox.whole", whole);
        figures.record("outbox.lag.p50.ms", "ms", lag.getValueAtPercentile(50) / 1000.0);
        figures.record(Target.OUTBOX.figure(), "ms", lag.getValueAtPercentile(99) / 1000.0);
        figures.record("outbox.whole.p99.ms", "ms", whole.getValueAtPercentile(99) / 1000.0);
        figures.note(
                "outbox",
                "open loop with Poisson arrivals at half of outbox.capacity; outbox.lag: from the engine's answer, which"
                        + " follows the commit, to the consumer; of this outbox.relay: until the event is read, signed and given to the producer;"
                        + " outbox.kafka: the rest; outbox.whole: from the intended start of the transfer to"
                        + " the consumer; engine, relay and consumer in one process, broker with acks=all");
    }

    private static long microseconds(long nanoseconds) {
        return TimeUnit.NANOSECONDS.toMicros(nanoseconds);
    }

    private void requireOnce() {
        if (!now().visible().twice().isEmpty()) {
            throw new IllegalStateException(
                    "Two events of one transfer: " + now().visible().twice());
        }
    }

    private Opened now() {
        return Objects.requireNonNull(opened);
    }

    @Override
    public void verify() throws Exception {
        requireOnce();
        now().database().requireRightBooks();
    }

    @Override
    public void close() {
        Opened now = opened;
        if (now != null) {
            opened = null;
            now.engine().close();
            now.visible().close();
            now.relay().close();
            now.kafka().close();
            now.database().close();
        }
    }
}
