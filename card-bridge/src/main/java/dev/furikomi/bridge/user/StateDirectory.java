package dev.furikomi.bridge.user;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The one directory that every bridge process of a person finds, however it was started. A browser may have changed the
 * environment of its native-messaging host, so environment variables are asked as little as possible.
 */
public final class StateDirectory {
    private StateDirectory() {}

    /** The person's runtime directory where there is one (Linux), else a place in their home. */
    public static Path ofThisUser() {
        Path home = Path.of(System.getProperty("user.home"));
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return home.resolve("AppData/Local/Furikomi/card-bridge");
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library/Application Support/Furikomi/card-bridge");
        }
        return runtime(home.resolve(".local/state")).resolve("furikomi-card-bridge");
    }

    private static Path runtime(Path otherwise) {
        try {
            Object me = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            Path runtime = Path.of("/run/user", String.valueOf(me));
            boolean mine = Files.isDirectory(runtime, LinkOption.NOFOLLOW_LINKS)
                    && Files.getAttribute(runtime, "unix:uid").equals(me)
                    && Files.isWritable(runtime);
            return mine ? runtime : otherwise;
        } catch (IOException | UnsupportedOperationException noSuchSystem) {
            return otherwise;
        }
    }
}
