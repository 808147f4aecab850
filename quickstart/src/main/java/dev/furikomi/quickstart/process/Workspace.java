package dev.furikomi.quickstart.process;

import dev.furikomi.quickstart.embedded.OwnerOnly;
import dev.furikomi.quickstart.embedded.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The directory that holds all state of one Furikomi; one that was not asked for by name goes away at the end. */
public final class Workspace implements AutoCloseable {
    private static final String TEMPORARY = "temporary-";

    private final Path directory;
    private final boolean temporary;
    private final @Nullable FileChannel lock;

    private Workspace(Path directory, boolean temporary, @Nullable FileChannel lock) {
        this.directory = directory;
        this.temporary = temporary;
        this.lock = lock;
    }

    /** A directory of this process alone, inside the checkout; those of processes that were killed are removed. */
    public static Workspace temporary(Path home) {
        OwnerOnly.directory(home);
        removeAbandoned(home);
        Path directory = home.resolve(TEMPORARY + ProcessHandle.current().pid());
        OwnerOnly.directory(directory);
        return new Workspace(directory, true, null);
    }

    /** The directory that is kept; refuses one that another Furikomi uses. */
    public static Workspace kept(Path directory) {
        OwnerOnly.directory(directory);
        try {
            FileChannel channel = FileChannel.open(
                    directory.resolve("furikomi.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new IllegalStateException("another Furikomi uses " + directory);
            }
            return new Workspace(directory, false, channel);
        } catch (OverlappingFileLockException e) {
            throw new IllegalStateException("another Furikomi uses " + directory, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + directory + ": " + FileFailure.words(e), e);
        }
    }

    private static void removeAbandoned(Path home) {
        try (Stream<Path> entries = Files.list(home)) {
            List<Path> abandoned = entries.filter(
                            entry -> entry.getFileName().toString().startsWith(TEMPORARY))
                    .filter(entry -> !isAlive(entry.getFileName().toString().substring(TEMPORARY.length())))
                    .toList();
            abandoned.forEach(TemporaryDirectory::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isAlive(String processId) {
        return ProcessHandle.of(Long.parseLong(processId)).isPresent();
    }

    public boolean isTemporary() {
        return temporary;
    }

    /** The directory itself. */
    public Path directory() {
        return directory;
    }

    /** A directory below, which is made where it does not exist. */
    public Path directory(String name) {
        Path below = directory.resolve(name);
        OwnerOnly.directory(below);
        return below;
    }

    /** Where a part's log goes. */
    public Path log(String part) {
        return directory("logs").resolve(part + ".log");
    }

    @Override
    public void close() {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (temporary) {
            TemporaryDirectory.delete(directory);
        }
    }
}
