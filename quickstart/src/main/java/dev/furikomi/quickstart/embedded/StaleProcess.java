package dev.furikomi.quickstart.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A server that a killed quickstart left behind in a data directory. */
public final class StaleProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private StaleProcess() {}

    /**
     * Stops the process whose id is the first line of the file, if it lives and its command names the directory (an id
     * alone may belong to a stranger by now). Its guard stops it by itself, so it is only killed when that takes long.
     */
    public static void stopNamedIn(Path processIdFile, Path directory) {
        Optional<ProcessHandle> stale = readId(processIdFile)
                .flatMap(ProcessHandle::of)
                .filter(process -> process.info().commandLine().orElse("").contains(directory.toString()));
        if (stale.isEmpty()) {
            return;
        }
        ProcessHandle process = stale.get();
        process.destroy();
        Instant kill = Instant.now().plus(PATIENCE);
        while (process.isAlive()) {
            if (Instant.now().isAfter(kill)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            Pause.milliseconds(100);
        }
    }

    private static Optional<Long> readId(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .findFirst()
                    .map(String::trim)
                    .map(Long::parseLong);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
