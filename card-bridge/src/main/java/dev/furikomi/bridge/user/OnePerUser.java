package dev.furikomi.bridge.user;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One window for each person: a link may start the bridge as often as it likes. The system frees the lock with the process. */
public final class OnePerUser {
    private static @Nullable FileLock held;

    private OnePerUser() {}

    /** Whether this process is now the one; held until it ends, and with its channel, which must not be collected. */
    public static synchronized boolean take(Path stateDirectory) throws IOException {
        if (held != null) {
            return true;
        }
        Files.createDirectories(stateDirectory);
        FileChannel channel =
                FileChannel.open(stateDirectory.resolve("window"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException elsewhereInThisProcess) {
            held = null;
        }
        if (held == null) {
            channel.close();
        }
        return held != null;
    }
}
