package dev.furikomi.card.virtual;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Function;
import dev.furikomi.card.software.SoftwareCardFile;
import dev.furikomi.card.software.SoftwareReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.TerminalFactory;

/** A private PC/SC daemon with a reader directory in front of it. One for each process, whose own PC/SC library is sent to it. */
final class PcscBench implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path directory;
    private final PcscDaemon daemon;
    private final SoftwareReader reader;
    private final VirtualReader virtual;

    private PcscBench(Path directory) throws IOException {
        this.directory = directory;
        this.daemon = PcscDaemon.in(directory);
        this.reader = SoftwareReader.create(directory.resolve("reader"), VirtualReader.SLOTS);
        daemon.start();
        this.virtual = VirtualReader.open(reader, daemon.firstSlot());
    }

    /** Skips the test where there can be no daemon. */
    static PcscBench open() throws IOException {
        assumeTrue(PcscDaemon.isPossible(), "needs pcscd, vsmartcard-vpcd and the right to unshare");
        PcscBench bench = new PcscBench(Files.createTempDirectory("furikomi-pcsc"));
        Function.getFunction("c", "setenv").invokeInt(new Object[] {
            PcscDaemon.SOCKET_VARIABLE, bench.daemon.socket().toString(), 1
        });
        return bench;
    }

    Path directory() {
        return directory;
    }

    PcscDaemon daemon() {
        return daemon;
    }

    SoftwareReader reader() {
        return reader;
    }

    VirtualReader virtual() {
        return virtual;
    }

    /** Puts a card in and waits until the daemon has seen it. */
    void insert(int slot, SoftwareCardFile card, TerminalFactory factory) throws Exception {
        reader.insert(slot, card.path());
        CardTerminal terminal = terminal(slot, factory);
        await().atMost(PATIENCE).until(terminal::isCardPresent);
    }

    void remove(int slot, TerminalFactory factory) throws Exception {
        reader.remove(slot);
        CardTerminal terminal = terminal(slot, factory);
        await().atMost(PATIENCE).until(() -> !terminal.isCardPresent());
    }

    static CardTerminal terminal(int slot, TerminalFactory factory) throws CardException {
        return factory.terminals().list().get(slot);
    }

    /** Runs a tool of the operating system against the daemon. */
    Result run(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(words));
        Path out = Files.createTempFile(directory, "tool", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().putAll(daemon.environment());
        builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "HOME", directory.toString()));
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError(command.get(0) + " hangs: " + Files.readString(out, StandardCharsets.UTF_8));
        }
        return new Result(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        virtual.close();
        daemon.close();
        try (var files = Files.walk(directory)) {
            for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** How a tool ended and what it said. */
    record Result(int exitCode, String output) {}
}
