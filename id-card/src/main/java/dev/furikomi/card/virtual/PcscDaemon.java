package dev.furikomi.card.virtual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A PC/SC daemon of one's own, with the two slots of vsmartcard-vpcd and no other reader, for test benches: it lives in a mount
 * namespace where {@code /run/pcscd} is its own, so that the machine's daemon neither sees it nor is touched by it. Clients
 * find it when they run with {@link #environment()}; this class is in the main jar so that every module's tests can use it.
 *
 * <p>The daemon ends with this process, even when that is killed.
 */
public final class PcscDaemon implements AutoCloseable {

    /** The variable in which PC/SC clients look for the daemon's socket, once in their life. */
    public static final String SOCKET_VARIABLE = "PCSCLITE_CSOCK_NAME";

    private static final Path DAEMON = Path.of("/usr/sbin/pcscd");
    private static final Path DRIVER = Path.of("/usr/lib/pcsc/drivers/serial/libifdvpcd.so");
    private static final int SOCKET_PATH_LENGTH_MAX = 100;
    private static final long START_SECONDS = 20;
    private static final long STOP_SECONDS = 10;
    private static final int PORT_ATTEMPTS = 100;

    /** Standard input ends when whoever started this ends, however that happens. */
    private static final String RUN = """
            mount -t tmpfs none /run && mkdir /run/pcscd && mount --bind "$1/run" /run/pcscd || exit 1
            "$2" --foreground --config "$1/readers" < /dev/null &
            daemon=$!
            read -r end
            kill "$daemon"
            wait "$daemon"
            """;

    private final Path directory;
    private final int port;
    private @Nullable Process process;

    private PcscDaemon(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /**
     * Whether this machine has what it takes: the Debian packages pcscd and vsmartcard-vpcd, and the right to make a mount
     * namespace. For tests, which are skipped without; not where the environment says {@code CI=true}, there it is an error.
     */
    public static boolean isPossible() {
        boolean possible = Files.isExecutable(DAEMON) && Files.exists(DRIVER) && canUnshare();
        if (!possible && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("pcscd, vsmartcard-vpcd or the right to unshare is missing (CI=true)");
        }
        return possible;
    }

    /** A daemon that keeps its socket, configuration and log in this directory, with free ports. Not started yet. */
    public static PcscDaemon in(Path directory) throws IOException {
        Path home = directory.toAbsolutePath().normalize();
        if (home.resolve("run/pcscd.comm").toString().length() > SOCKET_PATH_LENGTH_MAX) {
            throw new IllegalArgumentException("The directory's path is too long for a socket: " + home);
        }
        Files.createDirectories(home.resolve("run"));
        Files.createDirectories(home.resolve("readers"));
        int port = freePorts();
        Files.writeString(home.resolve("readers/vpcd"), String.format("""
                        FRIENDLYNAME "Virtual PCD"
                        DEVICENAME /dev/null:0x%04X
                        LIBPATH %s
                        CHANNELID 0x%04X
                        """, port, DRIVER, port));
        return new PcscDaemon(home, port);
    }

    /** Starts it and waits until clients can connect and vpcd listens. */
    public synchronized void start() {
        if (process != null) {
            throw new IllegalStateException("The daemon was started already.");
        }
        try {
            Files.deleteIfExists(socket());
            Files.deleteIfExists(directory.resolve("run/pcscd.pid"));
            process = new ProcessBuilder(List.of(
                            "unshare",
                            "--mount",
                            "--propagation",
                            "private",
                            "sh",
                            "-c",
                            RUN,
                            "sh",
                            directory.toString(),
                            DAEMON.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!Files.exists(socket()) || !vpcdListens()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                stop();
                throw new IllegalStateException("The PC/SC daemon did not start:\n" + said());
            }
            VirtualSlot.pause(10);
        }
    }

    /** Ends it, if it runs. */
    public synchronized void stop() {
        Process running = process;
        process = null;
        if (running == null) {
            return;
        }
        try {
            running.getOutputStream().close();
            if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                running.descendants().forEach(ProcessHandle::destroyForcibly);
                running.destroyForcibly().waitFor();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        }
    }

    /** Stops it and starts it again, with the same socket and ports. */
    public synchronized void restart() {
        stop();
        start();
    }

    /** The socket of the daemon. */
    public Path socket() {
        return directory.resolve("run/pcscd.comm");
    }

    /** What a client's environment needs. */
    public Map<String, String> environment() {
        return Map.of(SOCKET_VARIABLE, socket().toString());
    }

    /** Where the card for slot 0 connects to; the next port is slot 1's. */
    public InetSocketAddress firstSlot() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** What the daemon said. */
    public Path log() {
        return directory.resolve("pcscd.log");
    }

    @Override
    public void close() {
        stop();
    }

    private String said() {
        try {
            return Files.readString(log(), StandardCharsets.UTF_8);
        } catch (IOException nothing) {
            return "";
        }
    }

    /** Looked up, because a connection would be a card, and listening would take the port from vpcd. */
    private boolean vpcdListens() {
        try {
            String sockets = Files.readString(Path.of("/proc/net/tcp"), StandardCharsets.US_ASCII);
            return listens(sockets, port) && listens(sockets, port + 1);
        } catch (IOException noSuchSystem) {
            throw new UncheckedIOException(noSuchSystem);
        }
    }

    private static boolean listens(String sockets, int port) {
        return Pattern.compile(String.format(":%04X [0-9A-F:]+ 0A ", port))
                .matcher(sockets)
                .find();
    }

    private static boolean canUnshare() {
        try {
            return new ProcessBuilder("unshare", "--mount", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException noUnshare) {
            return false;
        }
    }

    private static int freePorts() throws IOException {
        for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
            try (ServerSocket first = new ServerSocket(0);
                    ServerSocket second = new ServerSocket(first.getLocalPort() + 1)) {
                return second.getLocalPort() - 1;
            } catch (IOException | IllegalArgumentException taken) {
                // Another pair.
            }
        }
        throw new IOException("no two free ports in a row");
    }
}
