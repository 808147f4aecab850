package dev.furikomi.e2e.system;

import dev.furikomi.card.software.SoftwareReader;
import dev.furikomi.card.virtual.PcscDaemon;
import dev.furikomi.card.virtual.VirtualReader;
import dev.furikomi.e2e.card.StoryCard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/** A desk as a shopper has it: a card reader, the PC/SC service, and the release edition of card-bridge. */
public final class PcscDesk implements AutoCloseable {

    private final PcscDaemon daemon;
    private final SoftwareReader reader;
    private final AtomicLong cardNanoseconds = new AtomicLong();
    private final VirtualReader virtual;
    private final Process bridge;
    private final Duration bridgeStart;
    private final Runnable afterwards;

    private PcscDesk(Path directory, List<String> command, Path log, Runnable afterwards) throws IOException {
        this.afterwards = afterwards;
        this.daemon = PcscDaemon.in(directory);
        this.reader = SoftwareReader.create(directory.resolve("reader"), VirtualReader.SLOTS);
        daemon.start();
        this.virtual = VirtualReader.open(
                reader, daemon.firstSlot(), (slot, instruction, nanoseconds) -> cardNanoseconds.addAndGet(nanoseconds));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(daemon.environment());
        long began = System.nanoTime();
        this.bridge = builder.start();
        BufferedReader out = bridge.inputReader(StandardCharsets.UTF_8);
        String ready = out.readLine();
        this.bridgeStart = Duration.ofNanos(System.nanoTime() - began);
        if (ready == null || !ready.startsWith("card-bridge ready at")) {
            close();
            throw new IllegalStateException("The release bridge did not start: " + Files.readString(log));
        }
    }

    static PcscDesk open(Path directory, List<String> command, Path log, Runnable afterwards) {
        try {
            return new PcscDesk(directory, command, log, afterwards);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** From the start of the process until it says that it is ready. */
    public Duration bridgeStart() {
        return bridgeStart;
    }

    /** The time in which the card itself was at work so far. */
    public Duration cardTime() {
        return Duration.ofNanos(cardNanoseconds.get());
    }

    /** A hand puts a card into the reader. */
    public void insert(StoryCard card) {
        try {
            reader.insert(0, card.file());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A hand takes the card out. */
    public void remove() {
        try {
            reader.remove(0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether the reader's daemon sees a card. */
    public boolean holdsACard() {
        return reader.inserted(0).isPresent();
    }

    /** The PC/SC service and all its readers are gone. */
    public void stopService() {
        daemon.stop();
    }

    /** The PC/SC service starts again, with the card that is in. */
    public void startService() {
        daemon.start();
        if (holdsACard()) {
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> virtual.isConnected(0));
        }
    }

    @Override
    public void close() {
        try {
            bridge.destroy();
            if (!bridge.waitFor(10, TimeUnit.SECONDS)) {
                bridge.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            bridge.destroyForcibly();
        } finally {
            virtual.close();
            daemon.close();
            afterwards.run();
        }
    }
}
