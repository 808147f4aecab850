package dev.furikomi.quickstart.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.furikomi.quickstart.embedded.FreePort;
import dev.furikomi.quickstart.embedded.GuardedProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupervisorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void aPartIsReadyWhenItAnswersAndGoneAfterTheEnd() {
        Supervisor supervisor = new Supervisor();
        Part part = part("shop", webServer("READY"));
        supervisor.start(part);
        supervisor.awaitReady(part, PATIENCE);
        long process = supervisor.processId("shop");
        assertThat(ProcessHandle.of(process)).isPresent();
        supervisor.close();
        assertThat(ProcessHandle.of(process)).isEmpty();
        assertThat(supervisor.firstDeath()).isNotDone();
    }

    @Test
    void namesThePartThatDiesAtStartAndShowsTheEndOfItsLog() {
        try (Supervisor supervisor = new Supervisor()) {
            Part healthy = part("shop", webServer("READY"));
            Part dying = part("bank", List.of("sh", "-c", "echo first; echo out of luck; exit 3"));
            supervisor.start(healthy);
            supervisor.start(dying);
            assertThatThrownBy(() -> supervisor.awaitReady(dying, PATIENCE))
                    .isInstanceOf(PartDiedException.class)
                    .hasMessageContaining("bank ended with exit code 3")
                    .hasMessageContaining("out of luck");
        }
    }

    @Test
    void tellsWhenAPartIsKilledLater() throws Exception {
        try (Supervisor supervisor = new Supervisor()) {
            Part part = part("shop", webServer("READY"));
            supervisor.start(part);
            supervisor.awaitReady(part, PATIENCE);
            ProcessHandle.of(supervisor.processId("shop")).orElseThrow().destroyForcibly();
            assertThat(supervisor.firstDeath().get(20, TimeUnit.SECONDS)).hasMessageContaining("exit code 137");
        }
    }

    @Test
    void givesUpOnAPartThatIsNeverReady() {
        try (Supervisor supervisor = new Supervisor()) {
            Part part = part("shop", webServer("LATER"));
            supervisor.start(part);
            assertThatThrownBy(() -> supervisor.awaitReady(part, Duration.ofSeconds(2)))
                    .isInstanceOf(PartDiedException.class)
                    .hasMessageContaining("shop was not ready after 2 s");
        }
    }

    @Test
    void aPartDiesWithTheProcessThatStartedItEvenWhenThatIsKilled() throws Exception {
        Path classes = Path.of(GuardedProcess.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path tests = Path.of(SupervisorTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path childId = directory.resolve("child");
        Process parent = new ProcessBuilder(
                        GuardedProcess.java(),
                        "-cp",
                        classes + ":" + tests,
                        ParentProcess.class.getName(),
                        childId.toString())
                .start();
        Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(childId));
        long child = Long.parseLong(Files.readString(childId));
        assertThat(ProcessHandle.of(child)).isPresent();
        parent.destroyForcibly().waitFor();
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(ProcessHandle.of(child))
                .isEmpty());
    }

    @Test
    void namesTheTakenPortAndThePartThatWantsIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThat(PortCheck.firstTaken(Map.of(port, "Kafka"))).hasValueSatisfying(message -> assertThat(message)
                    .startsWith("port " + port + " is taken, and Kafka needs it")
                    .doesNotContain("\n"));
        }
        assertThat(PortCheck.firstTaken(Map.of(FreePort.find(), "Kafka"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1023, 65527, 70000})
    void refusesAPortBaseWithoutRoomForAllParts(int base) {
        assertThatThrownBy(() -> new PortPlan(base)).hasMessageContaining("--port-base");
    }

    private Part part(String name, List<String> command) {
        int port = FreePort.find();
        return new Part(
                name,
                command,
                Map.of("PORT", String.valueOf(port)),
                URI.create("http://127.0.0.1:" + port + "/ready"),
                directory.resolve(name + ".log"));
    }

    private static List<String> webServer(String mode) {
        return List.of(
                GuardedProcess.java(),
                "-cp",
                System.getProperty("java.class.path"),
                TinyWebServer.class.getName(),
                mode);
    }
}
