package dev.furikomi.quickstart.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.furikomi.quickstart.embedded.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one running Furikomi tells {@code ./furikomi status}: a file in the checkout's {@code .furikomi/run}.
 *
 * @param processId the quickstart's own process
 */
public record RunState(long processId, String startedAt, int portBase, String data, List<PartState> parts) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One part: where it is and how to ask whether it is ready; servers have no such address. */
    public record PartState(String name, long processId, int port, String readyUrl) {

        public boolean lives() {
            return ProcessHandle.of(processId).isPresent();
        }
    }

    public boolean lives() {
        return ProcessHandle.of(processId).isPresent();
    }

    /** Makes the state known. */
    public void write(Path home) {
        try {
            OwnerOnly.write(
                    file(home, portBase), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the state back. */
    public static void remove(Path home, int portBase) {
        try {
            Files.deleteIfExists(file(home, portBase));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Path home, int portBase) {
        return home.resolve("run").resolve(portBase + ".json");
    }

    /** All that run from this checkout; what killed ones left is removed. */
    public static List<RunState> all(Path home) {
        Path directory = home.resolve("run");
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<RunState> states = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                read(file).filter(RunState::lives).ifPresentOrElse(states::add, () -> delete(file));
            }
            return states;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<RunState> read(Path file) {
        try {
            return Optional.of(JSON.readValue(file.toFile(), RunState.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
