package dev.furikomi.quickstart.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStateTest {
    private static final long NOBODY = Integer.MAX_VALUE - 1L;

    @TempDir
    Path home;

    @Test
    void whatRunsCanBeReadByOthersUntilItEnds() {
        RunState state = state(ProcessHandle.current().pid(), 8080);
        state.write(home);
        assertThat(RunState.all(home)).containsExactly(state);
        RunState.remove(home, 8080);
        assertThat(RunState.all(home)).isEmpty();
    }

    @Test
    void whatAKilledProcessLeftIsForgotten() {
        state(NOBODY, 9080).write(home);
        assertThat(RunState.all(home)).isEmpty();
        assertThat(home.resolve("run/9080.json")).doesNotExist();
    }

    @Test
    void aDirectoryThatIsInUseIsRefused() {
        try (Workspace first = Workspace.kept(home.resolve("data"))) {
            assertThatThrownBy(() -> Workspace.kept(first.directory())).hasMessageContaining("another Furikomi uses");
        }
    }

    @Test
    void temporaryStateGoesAwayAlsoThatOfKilledProcesses() throws Exception {
        Path abandoned = Files.createDirectory(home.resolve("temporary-" + NOBODY));
        Files.writeString(abandoned.resolve("file"), "left");
        Path directory;
        try (Workspace workspace = Workspace.temporary(home)) {
            directory = workspace.directory();
            assertThat(directory).isDirectory();
            assertThat(abandoned).doesNotExist();
        }
        assertThat(directory).doesNotExist();
    }

    private static RunState state(long processId, int portBase) {
        return new RunState(
                processId,
                "2026-11-22T00:00:00Z",
                portBase,
                "/data",
                List.of(new RunState.PartState("Kafka", processId, 8087, "")));
    }
}
