package dev.furikomi.bridge.user;

import dev.furikomi.bridge.session.Turns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns among processes: whoever holds the lock on one file has the reader, and only they write down which requests
 * were used. The system lets go of the lock when a process ends, however it ends.
 */
public final class SharedTurns implements Turns {
    private final Path directory;
    private final UsedRequests used;
    private final FileChannel channel;
    private @Nullable FileLock lock;

    private SharedTurns(Path directory, FileChannel channel) {
        this.directory = directory;
        this.used = new UsedRequests(directory.resolve("used-requests"));
        this.channel = channel;
    }

    /**
     * Turns among all processes that name this directory, which is made for its owner alone. The lock's channel stays
     * open until the process ends: closing any channel of a file would give up every lock that the process has on it.
     */
    public static SharedTurns in(Path directory) throws IOException {
        Path own = directory.toAbsolutePath();
        Files.createDirectories(own);
        if (own.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
            Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
        }
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return new SharedTurns(own, FileChannel.open(own.resolve("turn"), options));
    }

    Path directory() {
        return directory;
    }

    @Override
    public synchronized Turn take(UUID sid, Instant expiresAt, Instant now) {
        try {
            if (lock != null) {
                return new Turn.Busy();
            }
            lock = tryLock();
            if (lock == null) {
                return new Turn.Busy();
            }
            if (used.markUsed(sid, expiresAt, now)) {
                return new Turn.Taken(this::end);
            }
            end();
            return new Turn.Used();
        } catch (IOException e) {
            end();
            throw new UncheckedIOException("The state directory cannot be used.", e);
        }
    }

    private @Nullable FileLock tryLock() throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException elsewhereInThisProcess) {
            return null;
        }
    }

    private synchronized void end() {
        FileLock held = lock;
        lock = null;
        if (held != null) {
            try {
                held.release();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
