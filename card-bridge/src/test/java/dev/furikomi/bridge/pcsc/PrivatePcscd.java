package dev.furikomi.bridge.pcsc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A real PC/SC daemon of our own with the virtual reader of vsmartcard-vpcd and nothing else in it. It has its own mount
 * namespace, so that the machine's daemon is never touched; programs find it through {@code PCSCLITE_CSOCK_NAME}.
 */
public final class PrivatePcscd implements AutoCloseable {
    private static final Path DRIVER = Path.of("/usr/lib/pcsc/drivers/serial/libifdvpcd.so");
    private static final String START = """
            mount --make-rprivate / && mount -t tmpfs none /run && mkdir /run/pcscd \
            && mount --bind "$1/run" /run/pcscd && exec pcscd --foreground --config "$1/readers" """;

    private final Path directory;
    private final int port;
    private Process daemon;

    private PrivatePcscd(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** Whether this machine has what it takes: the packages pcscd and vsmartcard-vpcd, and the right to unshare. */
    public static boolean isPossible() {
        try {
            return Files.exists(DRIVER)
                    && new ProcessBuilder("unshare", "--mount", "sh", "-c", "command -v pcscd")
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .onExit()
                                    .join()
                                    .exitValue()
                            == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /** Not started yet. */
    public static PrivatePcscd in(Path directory) throws IOException {
        int port = freePorts();
        Files.createDirectories(directory.resolve("run"));
        Files.createDirectories(directory.resolve("readers"));
        Files.writeString(
                directory.resolve("readers/vpcd"),
                String.format(
                        "FRIENDLYNAME \"Virtual PCD\"%nDEVICENAME /dev/null:0x%04X%nLIBPATH %s%nCHANNELID 0x%04X%n",
                        port, DRIVER, port));
        return new PrivatePcscd(directory, port);
    }

    public Path socket() {
        return directory.resolve("run/pcscd.comm");
    }

    /** Where a card for slot 0 or 1 connects to. */
    public int port(int slot) {
        return port + slot;
    }

    /** The one that the PC/SC library of this process finds, by its environment. */
    public static PrivatePcscd ofThisProcess() throws IOException {
        Path socket = Path.of(System.getenv("PCSCLITE_CSOCK_NAME"));
        return in(socket.getParent().getParent());
    }

    public void start() {
        try {
            daemon = new ProcessBuilder(List.of("unshare", "--mount", "sh", "-c", START, "sh", directory.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("pcscd.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(socket()));
    }

    public void stop() {
        daemon.destroy();
        try {
            if (!daemon.waitFor(10, TimeUnit.SECONDS)) {
                daemon.destroyForcibly();
            }
            Files.deleteIfExists(socket());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (daemon != null && daemon.isAlive()) {
            stop();
        }
    }

    /** Two in a row, one for each slot. */
    private static int freePorts() throws IOException {
        while (true) {
            try (ServerSocket first = new ServerSocket(0);
                    ServerSocket second = new ServerSocket(first.getLocalPort() + 1)) {
                return second.getLocalPort() - 1;
            } catch (IOException | IllegalArgumentException taken) {
                // Another pair.
            }
        }
    }
}
