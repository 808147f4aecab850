package dev.furikomi.quickstart.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Makes and removes the directories of parts that keep nothing. */
public final class TemporaryDirectory {
    private TemporaryDirectory() {}

    /** A new directory that only this user may read. */
    public static Path create(String part) {
        try {
            return Files.createTempDirectory("furikomi-" + part + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the directory and all in it; a directory that is already gone is as good. */
    public static void delete(Path directory) {
        for (int attempt = 1; Files.exists(directory); attempt++) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (NoSuchFileException | UncheckedIOException e) {
                // Another process of the same part is removing it too: look again.
                failAfter(5, attempt, directory, e);
            } catch (IOException e) {
                failAfter(5, attempt, directory, e);
            }
        }
    }

    private static void failAfter(int attempts, int attempt, Path directory, Exception cause) {
        if (attempt >= attempts) {
            throw new IllegalStateException("cannot remove " + directory, cause);
        }
    }
}
