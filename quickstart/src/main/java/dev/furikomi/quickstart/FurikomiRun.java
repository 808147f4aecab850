package dev.furikomi.quickstart;

import dev.furikomi.card.virtual.VirtualReader;
import dev.furikomi.quickstart.embedded.KafkaBroker;
import dev.furikomi.quickstart.embedded.PostgresDatabase;
import dev.furikomi.quickstart.embedded.PostgresServer;
import dev.furikomi.quickstart.process.Part;
import dev.furikomi.quickstart.process.PortCheck;
import dev.furikomi.quickstart.process.PortPlan;
import dev.furikomi.quickstart.process.RunState;
import dev.furikomi.quickstart.process.Supervisor;
import dev.furikomi.quickstart.process.Workspace;
import dev.furikomi.quickstart.provision.CardPolicies;
import dev.furikomi.quickstart.provision.DemoBank;
import dev.furikomi.quickstart.provision.KeyStore;
import dev.furikomi.quickstart.provision.Provisioning;
import dev.furikomi.quickstart.provision.ServiceSettings;
import dev.furikomi.quickstart.provision.StaffTokens;
import dev.furikomi.quickstart.reader.ReaderPage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One running Furikomi: servers, services and their provisioning, from start to end. */
final class FurikomiRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String SERVICE_HEAP = "256m";

    private final Installation installation;
    private final PortPlan ports;
    private final Console console;
    private final Workspace workspace;
    private final Supervisor supervisor = new Supervisor();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final StaffTokens tokens = new StaffTokens();
    private final KeyStore keys;
    private final Provisioning provisioning;
    private final ServiceSettings settings;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final List<RunState.PartState> known = new ArrayList<>();
    private final Map<String, Part> parts = new ConcurrentHashMap<>();
    private final Tuning tuning;
    private volatile @Nullable ReaderPage readerPage;
    private volatile @Nullable VirtualReader virtualReader;
    private final Instant startedAt = Instant.now();

    /**
     * Other settings than the usual ones.
     *
     * @param policies what each bank asks its customers for
     * @param vpcdPort where vpcd listens, when cards go through PC/SC
     * @param environments environment variables by the part's name
     * @param bridgeOptions further options of card-bridge
     */
    record Tuning(
            CardPolicies policies,
            @Nullable Integer vpcdPort,
            Map<String, Map<String, String>> environments,
            List<String> bridgeOptions) {}

    private FurikomiRun(
            Installation installation, PortPlan ports, Console console, Workspace workspace, Tuning tuning) {
        this.tuning = tuning;
        this.installation = installation;
        this.ports = ports;
        this.console = console;
        this.workspace = workspace;
        this.keys = new KeyStore(workspace.directory("keys"));
        this.settings = new ServiceSettings(ports, keys, tokens, tuning.policies(), workspace.directory("settings"));
        this.provisioning = new Provisioning(ports, keys, tokens, workspace);
    }

    /** Checks what can be checked before anything starts. */
    static FurikomiRun prepare(
            Installation installation,
            PortPlan ports,
            CardPolicies policies,
            @Nullable Integer vpcdPort,
            @Nullable Path data,
            Console console) {
        return prepare(installation, ports, data, console, new Tuning(policies, vpcdPort, Map.of(), List.of()));
    }

    /** The same with other settings. */
    static FurikomiRun prepare(
            Installation installation, PortPlan ports, @Nullable Path data, Console console, Tuning tuning) {
        PortCheck.firstTaken(ports.wanted()).ifPresent(message -> {
            throw new IllegalStateException(message);
        });
        Workspace workspace =
                data == null ? Workspace.temporary(installation.home()) : Workspace.kept(data.toAbsolutePath());
        return new FurikomiRun(installation, ports, console, workspace, tuning);
    }

    /** Starts and provisions everything but the bridge; when it fails, close this. */
    void start() {
        console.line("Starting Furikomi, state in " + workspace.directory()
                + (workspace.isTemporary() ? " (goes away at the end; --data DIR keeps it)" : ""));
        CompletableFuture<PostgresServer> postgres = async(this::startPostgres);
        CompletableFuture<Void> kafka = async(this::startKafka);
        CompletableFuture<Void> scheme = async(() -> {
            provisioning.prepareScheme();
            return null;
        });
        join(List.of(postgres, kafka, scheme));
        if (tuning.vpcdPort() != null) {
            virtualReader = provisioning.virtualReader(tuning.vpcdPort());
        }
        Map<DemoBank, CompletableFuture<Void>> banks = new EnumMap<>(DemoBank.class);
        for (DemoBank bank : DemoBank.values()) {
            banks.put(bank, async(() -> startBank(bank, postgres.join())));
        }
        CompletableFuture<Void> catalogue = async(() -> startCatalogue(postgres.join()));
        CompletableFuture<Void> orderFile = async(() -> startOrderFile(postgres.join()));
        List<CompletableFuture<?>> all = new ArrayList<>(banks.values());
        all.add(catalogue);
        all.add(orderFile);
        join(all);
        writeState();
    }

    private PostgresServer startPostgres() {
        Instant begin = Instant.now();
        PostgresServer server = PostgresServer.persistent(workspace.directory("postgres"), ports.postgres());
        supervisor.adopt("PostgreSQL", server.process(), server.directory().resolve("postgres.log"), server);
        ready("PostgreSQL 18", "PostgreSQL", ports.postgres(), "", begin);
        return server;
    }

    private Void startKafka() {
        Instant begin = Instant.now();
        KafkaBroker broker = KafkaBroker.persistent(
                workspace.directory("kafka"), ports.kafka(), ports.kafkaController(), Topics.ALL);
        supervisor.adopt("Kafka", broker.process(), broker.directory().resolve("kafka.log"), broker);
        ready("Kafka 4.1", "Kafka", ports.kafka(), "", begin);
        return null;
    }

    private Void startBank(DemoBank bank, PostgresServer postgres) {
        Instant begin = Instant.now();
        Path file = settings.bank(bank, database(postgres, bank.id()));
        service("bank-gateway-service", bank.english(), bank.port(ports), file, begin);
        provisioning.seedBank(bank, settings.catalogueOrigin());
        return null;
    }

    private Void startCatalogue(PostgresServer postgres) {
        Instant begin = Instant.now();
        Path file = settings.catalogue(database(postgres, "catalogue"));
        service("catalog-service", "catalog-service", ports.catalogue(), file, begin);
        console.line("  " + provisioning.importFeed(installation.feed()));
        return null;
    }

    private Void startOrderFile(PostgresServer postgres) {
        Instant begin = Instant.now();
        Path file = settings.orderFile(database(postgres, "order_file"));
        service("order-service", "order-service", ports.orderFile(), file, begin);
        return null;
    }

    private static PostgresDatabase database(PostgresServer postgres, String name) {
        return postgres.createDatabase(name, name, StaffTokens.random());
    }

    private void service(String module, String name, int port, Path settingsFile, Instant begin) {
        start(
                new Part(
                        name,
                        installation.service(module, settingsFile, SERVICE_HEAP),
                        tuning.environments().getOrDefault(name, Map.of()),
                        URI.create("http://127.0.0.1:" + port + "/q/health/ready"),
                        workspace.log(settingsFile.getFileName().toString().replace(".properties", ""))),
                port,
                begin);
    }

    /** What card-bridge has to be told; with PC/SC it finds its readers itself. */
    List<String> bridgeArguments() {
        return tuning.vpcdPort() == null ? provisioning.bridgeArguments() : provisioning.bridgeArgumentsForPcsc();
    }

    /** Starts the bridge with its own window and an empty software reader. */
    void startBridge() {
        Instant begin = Instant.now();
        List<String> arguments = new ArrayList<>(bridgeArguments());
        arguments.addAll(List.of("--port", String.valueOf(ports.bridge())));
        arguments.addAll(tuning.bridgeOptions());
        start(
                new Part(
                        "card-bridge",
                        installation.bridge(arguments),
                        Map.of(),
                        URI.create("http://127.0.0.1:" + ports.bridge() + "/window"),
                        workspace.log("card-bridge")),
                ports.bridge(),
                begin);
        writeState();
    }

    /** Serves the virtual reader's page from this process. */
    void startReaderPage() {
        Instant begin = Instant.now();
        readerPage = provisioning.readerPage();
        console.done("virtual reader on port " + ports.readerPage(), Duration.between(begin, Instant.now()));
        synchronized (known) {
            known.add(new RunState.PartState(
                    "virtual reader",
                    ProcessHandle.current().pid(),
                    ports.readerPage(),
                    "http://127.0.0.1:" + ports.readerPage() + "/"));
        }
        writeState();
    }

    private void start(Part part, int port, Instant begin) {
        parts.put(part.name(), part);
        supervisor.start(part);
        supervisor.awaitReady(part, PATIENCE);
        ready(part.name(), part.name(), port, part.ready().toString(), begin);
    }

    /** Kills a part with SIGKILL. */
    void kill(String name) {
        supervisor.kill(name);
    }

    /** From its next start on the part has these environment variables. */
    void changeEnvironment(String name, Map<String, String> environment) {
        parts.computeIfPresent(
                name, (same, part) -> new Part(name, part.command(), environment, part.ready(), part.log()));
    }

    /** Starts a killed part again, with the settings that it had. */
    void restart(String name) {
        Part part = parts.get(name);
        if (part != null) {
            supervisor.start(part);
            supervisor.awaitReady(part, PATIENCE);
        } else if (name.equals("Kafka")) {
            startKafka();
        } else if (name.equals("PostgreSQL")) {
            startPostgres();
        } else {
            throw new IllegalArgumentException("there is no part by the name of " + name);
        }
    }

    private void ready(String shown, String name, int port, String readyUrl, Instant begin) {
        console.done(shown + " on port " + port, Duration.between(begin, Instant.now()));
        Long processId = supervisor.processId(name);
        synchronized (known) {
            known.add(new RunState.PartState(name, processId == null ? 0 : processId, port, readyUrl));
        }
    }

    private void writeState() {
        synchronized (known) {
            new RunState(
                            ProcessHandle.current().pid(),
                            startedAt.toString(),
                            ports.base(),
                            workspace.directory().toString(),
                            List.copyOf(known))
                    .write(installation.home());
        }
    }

    private <T> CompletableFuture<T> async(java.util.function.Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, threads);
    }

    /** Fails as soon as one of them fails or a part dies; the others are stopped by {@link #close}. */
    private void join(List<? extends CompletableFuture<?>> tasks) {
        CompletableFuture<Object> failure = new CompletableFuture<>();
        tasks.forEach(task -> task.whenComplete((value, error) -> {
            if (error != null) {
                failure.completeExceptionally(error);
            }
        }));
        supervisor.firstDeath().thenAccept(failure::completeExceptionally);
        try {
            CompletableFuture.anyOf(CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)), failure)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    Supervisor supervisor() {
        return supervisor;
    }

    Workspace workspace() {
        return workspace;
    }

    Provisioning provisioning() {
        return provisioning;
    }

    CardPolicies policies() {
        return tuning.policies();
    }

    ServiceSettings settings() {
        return settings;
    }

    PortPlan ports() {
        return ports;
    }

    StaffTokens tokens() {
        return tokens;
    }

    Installation installation() {
        return installation;
    }

    /** How long it has been running. */
    Duration age() {
        return Duration.between(startedAt, Instant.now());
    }

    /** Stops all parts and removes what is not kept; called at the end, and by the shutdown hook on Ctrl-C. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        threads.shutdownNow();
        if (virtualReader != null) {
            virtualReader.close();
        }
        if (readerPage != null) {
            readerPage.close();
        }
        supervisor.close();
        RunState.remove(installation.home(), ports.base());
        workspace.close();
        console.line("Everything is stopped.");
    }
}
