package dev.furikomi.quickstart.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker (KRaft, broker and controller in one), bound to 127.0.0.1, as a child process with a class path of
 * its own that ends with this process. Topics exist only when they were asked for.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final boolean temporary;
    private final int port;
    private final GuardedProcess process;

    private KafkaBroker(Path directory, boolean temporary, int port, GuardedProcess process) {
        this.directory = directory;
        this.temporary = temporary;
        this.port = port;
        this.process = process;
    }

    /** A broker on a free port that keeps nothing: its directory goes away with it. */
    public static KafkaBroker temporary(Collection<String> topics) {
        return start(TemporaryDirectory.create("kafka"), FreePort.find(), FreePort.find(), true, topics);
    }

    /** A broker on these ports that keeps nothing: its directory goes away with it. */
    public static KafkaBroker temporary(int port, int controllerPort, Collection<String> topics) {
        return start(TemporaryDirectory.create("kafka"), port, controllerPort, true, topics);
    }

    /** A broker whose topics stay in the directory; a broker that a killed process left behind there is stopped. */
    public static KafkaBroker persistent(Path directory, int port, int controllerPort, Collection<String> topics) {
        return start(directory, port, controllerPort, false, topics);
    }

    private static KafkaBroker start(
            Path directory, int port, int controllerPort, boolean temporary, Collection<String> topics) {
        OwnerOnly.directory(directory);
        StaleProcess.stopNamedIn(directory.resolve("broker.pid"), directory);
        Path configuration = directory.resolve("broker.properties");
        OwnerOnly.write(configuration, KafkaBrokerSettings.text(directory, port, controllerPort));
        Path log = directory.resolve("kafka.log");
        GuardedProcess process = GuardedProcess.start(new GuardedProcess.Command(
                command(configuration), Map.of(), "TERM", log, temporary ? directory : null));
        KafkaBroker broker = new KafkaBroker(directory, temporary, port, process);
        broker.awaitReady(log, topics);
        return broker;
    }

    private static List<String> command(Path configuration) {
        return List.of(
                GuardedProcess.java(),
                "-Xmx256m",
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.config.file=" + configuration.resolveSibling("logging.properties"),
                "-cp",
                classPath(),
                KafkaBrokerMain.class.getName(),
                configuration.toString());
    }

    private static String classPath() {
        try (@Nullable InputStream in = KafkaBroker.class.getResourceAsStream("/kafka-broker.classpath")) {
            if (in == null) {
                throw new EmbeddedServerException("the broker's class path is not built: run mvn package");
            }
            String own = Path.of(KafkaBroker.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
            return own + File.pathSeparator + new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitReady(Path log, Collection<String> topics) {
        Instant deadline = Instant.now().plus(START_PATIENCE);
        while (!answers()) {
            if (!process.isAlive()) {
                throw failure("did not start", log);
            }
            if (Instant.now().isAfter(deadline)) {
                throw failure("did not answer", log);
            }
            Pause.milliseconds(50);
        }
        createTopics(topics);
    }

    /** A look at the port first: the client would go on asking, and complaining, on its own schedule. */
    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
        } catch (IOException e) {
            return false;
        }
        try (Admin admin = admin()) {
            return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers(),
                "request.timeout.ms", "10000",
                "default.api.timeout.ms", "30000"));
    }

    /** Makes the topics that do not exist yet; {@code name} has one partition, {@code name:3} three. */
    public void createTopics(Collection<String> topics) {
        if (topics.isEmpty()) {
            return;
        }
        Set<NewTopic> wanted = topics.stream().map(KafkaBroker::topic).collect(Collectors.toSet());
        try (Admin admin = admin()) {
            for (var created : admin.createTopics(wanted).values().values()) {
                try {
                    created.get(30, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new EmbeddedServerException("cannot create the topics", e);
                    }
                }
            }
        } catch (TimeoutException e) {
            throw new EmbeddedServerException("cannot create the topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("interrupted", e);
        }
    }

    private static NewTopic topic(String wanted) {
        int colon = wanted.indexOf(':');
        return colon < 0
                ? new NewTopic(wanted, 1, (short) 1)
                : new NewTopic(wanted.substring(0, colon), Integer.parseInt(wanted.substring(colon + 1)), (short) 1);
    }

    /** For {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The directory that holds the topics and the log. */
    public Path directory() {
        return directory;
    }

    /** The running broker. */
    public GuardedProcess process() {
        return process;
    }

    private EmbeddedServerException failure(String what, Path log) {
        String tail = LogTail.of(log, 15);
        close();
        return new EmbeddedServerException("Kafka " + what + ":\n" + tail);
    }

    /** Stops the broker, after which no process and, if it was temporary, no directory is left. */
    @Override
    public void close() {
        process.close();
        if (temporary) {
            TemporaryDirectory.delete(directory);
        }
    }
}
