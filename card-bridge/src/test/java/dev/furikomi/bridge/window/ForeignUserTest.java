package dev.furikomi.bridge.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.furikomi.bridge.session.CountingDesk;
import dev.furikomi.bridge.session.Sessions;
import dev.furikomi.bridge.session.TestBank;
import dev.furikomi.bridge.session.Waits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a program that really runs as another user, which only root can start. */
@EnabledOnOs(OS.LINUX)
class ForeignUserTest {
    private static final int NOBODY = 65534;

    private final CountingDesk desk = new CountingDesk();
    private BridgeWindow window;

    @BeforeEach
    void serve() throws IOException {
        boolean root = Files.readString(Path.of("/proc/self/status")).contains("\nUid:\t0\t0\t0\t0\n");
        assumeTrue(
                root || "true".equals(System.getenv("CI")),
                "Only root can run a program as another user; the CI has to.");
        Sessions sessions = new Sessions(new TestBank().list(), desk, InstantSource.system(), Waits.DEFAULT, "test");
        window = BridgeWindow.serve(List.of(0), sessions, InstantSource.system(), "test", null, Optional.empty());
    }

    @AfterEach
    void stop() {
        if (window != null) {
            window.close();
        }
    }

    @Test
    void theSameProgramOfTheSameUserGetsThePage() throws Exception {
        assertThat(fetch("/window", List.of())).startsWith("HTTP/1.1 200").contains("card-bridge-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/window", "/window.js", "/status", "/api/sessions/x/messages"})
    void anotherUserGetsNeitherThePageNorItsToken(String path) throws Exception {
        String answer = fetch(
                path, List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--reset-env"));

        assertThat(answer)
                .startsWith("HTTP/1.1 403")
                .contains("\"foreign-user\"")
                .doesNotContain("card-bridge-token")
                .doesNotContain("version");
        assertThat(desk.looks()).isZero();
    }

    /** Bash speaks TCP by itself. */
    private String fetch(String path, List<String> as) throws Exception {
        String script = "exec 3<>/dev/tcp/127.0.0.1/%1$d && ".formatted(window.port())
                + "printf 'GET %2$s HTTP/1.1\\r\\nHost: 127.0.0.1:%1$d\\r\\nConnection: close\\r\\n\\r\\n' >&3 && cat <&3"
                        .formatted(window.port(), path);
        List<String> command = new ArrayList<>(as);
        command.addAll(List.of("bash", "-c", script));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
