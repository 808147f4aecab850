package dev.furikomi.bridge.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables as Linux writes them on the usual machines, whose words begin with the lowest byte. */
@EnabledIf("isLittleEndian")
class PeerUsersTest {
    private static final int PORT = 8084;
    private static final String LISTENING = "0100007F:1F94 00000000:0000 0A %s 1000 0 77";
    private static final String QUEUES = "00000000:00000000 00:00000000 00000000";
    private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", PORT);
    private static final InetSocketAddress PEER = new InetSocketAddress("127.0.0.1", 0x9349);

    @TempDir
    Path proc;

    static boolean isLittleEndian() {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    }

    @BeforeEach
    void process() throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("status"), "Name:\tjava\nUid:\t0\t1000\t0\t0\nGid:\t1\t1\t1\t1\n");
        tables(LISTENING, "");
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            table | peer's end                                                                | user | inode | foreign | why
            tcp   | 0100007F:9349 0100007F:1F94                                               | 1000 | 5     | false   | own
            tcp   | 0100007F:9349 0100007F:1F94                                               | 1001 | 5     | true    | another's
            tcp   | 0100007F:9349 0100007F:1F94                                               | 0    | 5     | true    | root's
            tcp   | 0100007F:9349 0100007F:1F94                                               | 1000 | 0     | true    | let go of
            tcp6  | 0000000000000000FFFF00000100007F:9349 0000000000000000FFFF00000100007F:1F94 | 1000 | 5     | false   | own, IPv4 mapped
            tcp6  | 0000000000000000FFFF00000100007F:9349 0000000000000000FFFF00000100007F:1F94 | 1001 | 5     | true    | another's, IPv4 mapped
            tcp   | 0100007F:1F94 0100007F:9349                                               | 1000 | 5     | true    | our end says nothing
            tcp   | 0100007F:9349 0100007F:1F95                                               | 1000 | 5     | true    | to another port
            tcp   | 0200007F:9349 0100007F:1F94                                               | 1000 | 5     | true    | from another address
            """)
    void goesByThePeersEnd(String table, String ends, String user, String inode, boolean foreign, String why)
            throws IOException {
        PeerUsers users = PeerUsers.of(proc, PORT);

        String row = "%s 01 %s %s 0 %s".formatted(ends, QUEUES, user, inode);
        tables(table.equals("tcp") ? row : "", table.equals("tcp6") ? row : "");

        assertThat(users.isForeign(PEER, HERE)).as(why).isEqualTo(foreign);
    }

    @Test
    void readsIpv6() throws IOException {
        PeerUsers users = PeerUsers.of(proc, PORT);
        tables(
                "",
                "00000000000000000000000001000000:9349 00000000000000000000000001000000:1F94 01 %s 1001 0 5"
                        .formatted(QUEUES));

        InetSocketAddress here = new InetSocketAddress("::1", PORT);
        assertThat(users.isForeign(new InetSocketAddress("::1", 0x9349), here)).isTrue();
        tables(
                "",
                "00000000000000000000000001000000:9349 00000000000000000000000001000000:1F94 01 %s 1000 0 5"
                        .formatted(QUEUES));
        assertThat(users.isForeign(new InetSocketAddress("::1", 0x9349), here)).isFalse();
    }

    @Test
    void refusesWhatIsInNoTable() throws IOException {
        PeerUsers users = PeerUsers.of(proc, PORT);

        assertThat(users.areKnown()).isTrue();
        assertThat(users.isForeign(PEER, HERE)).isTrue();
        Files.delete(proc.resolve("net/tcp"));
        Files.delete(proc.resolve("net/tcp6"));
        assertThat(users.isForeign(PEER, HERE)).as("tables that went away").isTrue();
    }

    @Test
    void isNoHelpWhereThereAreNoTables() throws IOException {
        assertThat(PeerUsers.of(proc.resolve("nothing"), PORT).areKnown()).isFalse();
        assertThat(PeerUsers.of(proc.resolve("nothing"), PORT).isForeign(PEER, HERE))
                .isFalse();
    }

    @Test
    void isNoHelpWhereTheTablesAreEmpty() throws IOException {
        tables("", "");

        assertThat(PeerUsers.of(proc, PORT).areKnown()).isFalse();
    }

    private void tables(String tcp, String tcp6) throws IOException {
        write("net/tcp", tcp);
        write("net/tcp6", tcp6);
    }

    private void write(String table, String row) throws IOException {
        String head =
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
        Files.writeString(
                proc.resolve(table),
                row.isEmpty() ? head : head + "   0: " + row.formatted(QUEUES) + " 1 0000000000000000 20 4 30 10 -1\n");
    }
}
