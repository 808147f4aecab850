package dev.furikomi.bridge.window;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose program is at the other end of a loopback connection, by the kernel's own tables of sockets: a port of 127.0.0.1
 * is open to each user of the computer. Only Linux has these tables (proc(5)).
 */
final class PeerUsers {
    private static final List<String> TABLES = List.of("net/tcp", "net/tcp6");
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int USER = 7;
    private static final int INODE = 9;
    /** The kernel hands a long table out in pieces; a row can be missed where rows go away meanwhile. */
    private static final int READINGS = 3;

    private final Path proc;
    private final Optional<String> own;

    private PeerUsers(Path proc, Optional<String> own) {
        this.proc = proc;
        this.own = own;
    }

    /** For the server that listens on this port: it has to be in the tables itself, or they are no help. */
    static PeerUsers of(int port) {
        return of(Path.of("/proc/self"), port);
    }

    static PeerUsers of(Path proc, int port) {
        try {
            boolean listed = rows(proc).anyMatch(row -> row[LOCAL].endsWith(":%04X".formatted(port)));
            return new PeerUsers(proc, listed ? Optional.of(effectiveUser(proc)) : Optional.empty());
        } catch (IOException noTables) {
            return new PeerUsers(proc, Optional.empty());
        }
    }

    /** Whether the lookup works here; where it does not, nobody is foreign. */
    boolean areKnown() {
        return own.isPresent();
    }

    /** Whether the peer's end is not a socket that a program of this process's own user made. */
    boolean isForeign(InetSocketAddress peer, InetSocketAddress here) {
        if (own.isEmpty()) {
            return false;
        }
        for (int reading = 0; reading < READINGS; reading++) {
            Optional<String[]> end = find(peer, here);
            if (end.isPresent()) {
                // A socket that its program has let go of is listed as root's, without an inode.
                return !end.get()[USER].equals(own.get()) || end.get()[INODE].equals("0");
            }
        }
        return true;
    }

    private Optional<String[]> find(InetSocketAddress local, InetSocketAddress remote) {
        try {
            return rows(proc)
                    .filter(row -> isAt(row[LOCAL], local) && isAt(row[REMOTE], remote))
                    .findFirst();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static Stream<String[]> rows(Path proc) throws IOException {
        Stream<String> lines = Stream.empty();
        for (String table : TABLES) {
            Path file = proc.resolve(table);
            if (Files.exists(file)) {
                lines = Stream.concat(
                        lines,
                        Files.readAllLines(file, StandardCharsets.US_ASCII).stream()
                                .skip(1));
            }
        }
        return lines.map(line -> line.strip().split("\\s+")).filter(row -> row.length > INODE);
    }

    private static boolean isAt(String written, InetSocketAddress end) {
        int colon = written.indexOf(':');
        return colon > 0
                && Integer.parseInt(written.substring(colon + 1), 16) == end.getPort()
                && address(written.substring(0, colon))
                        .filter(end.getAddress()::equals)
                        .isPresent();
    }

    /** Written as words in the machine's own order; an IPv4 address mapped into IPv6 is the IPv4 address. */
    private static Optional<InetAddress> address(String words) {
        ByteBuffer kernel = ByteBuffer.wrap(HexFormat.of().parseHex(words));
        ByteBuffer bytes = ByteBuffer.allocate(kernel.remaining()).order(ByteOrder.nativeOrder());
        while (kernel.remaining() >= Integer.BYTES) {
            bytes.putInt(kernel.getInt());
        }
        try {
            return Optional.of(InetAddress.getByAddress(bytes.array()));
        } catch (UnknownHostException otherLength) {
            return Optional.empty();
        }
    }

    private static String effectiveUser(Path proc) throws IOException {
        try (Stream<String> status = Files.lines(proc.resolve("status"), StandardCharsets.UTF_8)) {
            return status.filter(line -> line.startsWith("Uid:"))
                    .map(line -> line.split("\\s+")[2])
                    .findFirst()
                    .orElseThrow(() -> new IOException("The process has no user."));
        }
    }
}
