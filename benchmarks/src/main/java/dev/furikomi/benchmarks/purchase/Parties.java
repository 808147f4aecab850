package dev.furikomi.benchmarks.purchase;

import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.issuing.BankCredentials;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.trust.BankList;
import dev.furikomi.card.trust.BankListOutcome;
import dev.furikomi.quickstart.embedded.GuardedProcess;
import dev.furikomi.quickstart.embedded.KafkaBroker;
import dev.furikomi.quickstart.embedded.PostgresDatabase;
import dev.furikomi.quickstart.embedded.PostgresServer;
import dev.furikomi.quickstart.embedded.TemporaryDirectory;
import dev.furikomi.quickstart.process.Part;
import dev.furikomi.quickstart.process.PortCheck;
import dev.furikomi.quickstart.process.PortPlan;
import dev.furikomi.quickstart.process.Supervisor;
import dev.furikomi.quickstart.process.Workspace;
import dev.furikomi.quickstart.provision.CardPolicies;
import dev.furikomi.quickstart.provision.DemoBank;
import dev.furikomi.quickstart.provision.DemoMerchant;
import dev.furikomi.quickstart.provision.KeyStore;
import dev.furikomi.quickstart.provision.Provisioning;
import dev.furikomi.quickstart.provision.ServiceSettings;
import dev.furikomi.quickstart.provision.StaffTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The parties as processes of their own, as {@code ./furikomi up} starts them, with PostgreSQL and Kafka that keep what
 * they confirm: the scenarios load them from outside, over HTTP and Kafka.
 */
final class Parties implements AutoCloseable {

    /** The payer's and the payee's bank. */
    static final DemoBank BANK = DemoBank.MINATO;

    static final String MERCHANT = DemoMerchant.ID;

    /**
     * A server's, where the quickstart's would only be quick to start. The young generation holds the 19 MiB of several
     * password hashes, so that they are not copied while they are being computed.
     */
    static final List<String> JAVA_OPTIONS = List.of("-Xmx768m", "-Xmn448m", "-Xss512k", "-XX:+UseParallelGC");

    /** As the quickstart's: what the shop does is short, and the slow compiler would take long to pay for itself. */
    static final List<String> SHOP_OPTIONS =
            List.of("-Xmx512m", "-Xss512k", "-XX:+UseParallelGC", "-XX:TieredStopAtLevel=1");

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> EVENTS = List.of(
            "purchase",
            "transfer-request",
            "transfer-accepted",
            "transfer-completed",
            "transfer-rejected",
            "window-closed",
            "order-paid",
            "order-shipped",
            "order-cancelled",
            "order-expired");

    private final Path root;
    private final PostgresServer postgres;
    private final String databases;
    private final Workspace workspace;
    private final PortPlan ports;
    private final StaffTokens tokens = new StaffTokens();
    private @Nullable PostgresDatabase bankDatabase;
    private final ServiceSettings settings;
    private final Provisioning provisioning;
    private final Supervisor supervisor = new Supervisor();
    private final KafkaBroker kafka;

    private Parties(Path root, PostgresServer postgres, String databases) {
        this.root = root;
        this.postgres = postgres;
        this.databases = databases;
        this.workspace = Workspace.kept(TemporaryDirectory.create("bench-" + databases));
        this.ports = freePorts();
        KeyStore keys = new KeyStore(workspace.directory("keys"));
        this.settings =
                new ServiceSettings(ports, keys, tokens, CardPolicies.PASSWORDS, workspace.directory("settings"));
        this.provisioning = new Provisioning(ports, keys, tokens, workspace);
        provisioning.prepareScheme();
        this.kafka = KafkaBroker.persistent(
                workspace.directory("kafka"),
                ports.kafka(),
                ports.kafkaController(),
                EVENTS.stream().map(event -> event + "." + MERCHANT).toList());
        supervisor.adopt("Kafka", kafka.process(), kafka.directory().resolve("kafka.log"), kafka);
    }

    /**
     * A Kafka broker of their own and databases in that server; the services are started one by one.
     *
     * @param databases how the names of the databases begin
     */
    static Parties start(Path root, PostgresServer postgres, String databases) {
        return new Parties(root, postgres, databases);
    }

    private static PortPlan freePorts() {
        for (int attempt = 0; attempt < 100; attempt++) {
            PortPlan plan = new PortPlan(ThreadLocalRandom.current().nextInt(20_000, 30_000));
            if (PortCheck.firstTaken(plan.wanted()).isEmpty()) {
                return plan;
            }
        }
        throw new IllegalStateException("no ten free ports in a row between 20000 and 30000");
    }

    /** Starts the bank with its merchant. */
    void startBank(Map<String, String> tuning) {
        PostgresDatabase own = database(BANK.id());
        bankDatabase = own;
        start("bank-gateway-service", settings.bank(BANK, own), bankPort(), JAVA_OPTIONS, tuning);
        provisioning.seedBank(BANK, settings.catalogueOrigin());
    }

    /** Starts the shop: catalogue and order file. */
    void startShop(Path feed, Map<String, String> catalogueTuning) {
        start("order-service", settings.orderFile(database("order_file")), ports.orderFile(), SHOP_OPTIONS, Map.of());
        start(
                "catalog-service",
                settings.catalogue(database("catalogue")),
                ports.catalogue(),
                SHOP_OPTIONS,
                catalogueTuning);
        provisioning.importFeed(feed);
    }

    private PostgresDatabase database(String name) {
        String own = databases + "_" + name;
        return postgres.createDatabase(own, own, StaffTokens.random());
    }

    private void start(String module, Path settingsFile, int port, List<String> options, Map<String, String> tuning) {
        Path jar = root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is not built: run ./furikomi, or mvn package");
        }
        List<String> command = new ArrayList<>(List.of(GuardedProcess.java()));
        command.addAll(options);
        tuning.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-Dsmallrye.config.locations=" + settingsFile.toUri(), "-jar", jar.toString()));
        Part part = new Part(
                module,
                command,
                Map.of(),
                URI.create("http://127.0.0.1:" + port + "/q/health/ready"),
                workspace.log(module));
        supervisor.start(part);
        supervisor.awaitReady(part, PATIENCE);
    }

    Path directory() {
        return workspace.directory();
    }

    int bankPort() {
        return BANK.port(ports);
    }

    int cataloguePort() {
        return ports.catalogue();
    }

    int orderFilePort() {
        return ports.orderFile();
    }

    String catalogueOrigin() {
        return settings.catalogueOrigin();
    }

    String bankOrigin() {
        return BANK.origin(ports);
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    String staffToken() {
        return tokens.of(BANK);
    }

    ECKey merchantKey() {
        try {
            return KeyFiles.readPrivateKey(keys().resolve("merchant.jwk"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BankCredentials bankCredentials() {
        try {
            return BankCredentials.read(BANK.bic(), keys().resolve(BANK.id()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PostgresDatabase bankDatabase() {
        return Objects.requireNonNull(bankDatabase);
    }

    /** What the bank hashes passwords with, beside their salts. */
    byte[] passwordSecret() {
        try {
            Path file = keys().resolve(BANK.id()).resolve("password.secret");
            return Base64.getUrlDecoder().decode(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BankList bankList() {
        try {
            BankListOutcome outcome = BankList.verify(
                    Files.readString(keys().resolve("bank-list.jws")),
                    KeyFiles.readPublicKey(keys().resolve("scheme-root-public.jwk")),
                    Instant.now());
            return ((BankListOutcome.Trusted) outcome).bankList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path keys() {
        return workspace.directory("keys");
    }

    @Override
    public void close() {
        supervisor.close();
        workspace.close();
        TemporaryDirectory.delete(workspace.directory());
    }
}
