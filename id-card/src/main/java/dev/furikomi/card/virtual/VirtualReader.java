package dev.furikomi.card.virtual;

import dev.furikomi.card.software.SoftwareReader;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Shows what is in a reader directory to a PC/SC daemon: the card in slot N of the directory is in slot N of the daemon's
 * {@code vsmartcard-vpcd} reader, as long as it is in and this is open. The daemon may come, go and come again.
 *
 * <p>One thread for each slot is the card; one more watches the directory, so that a card that is pulled out is gone at
 * once, even in the middle of a command. A slot of vpcd takes one card: a second virtual reader on the same port waits
 * unseen until the first one's card is out.
 */
public final class VirtualReader implements AutoCloseable {

    /** The port of slot 0 in Debian's configuration of vpcd; slot 1 has the next one. */
    public static final int STANDARD_PORT = 35963;

    /** The slots of one vpcd reader. */
    public static final int SLOTS = 2;

    private static final long WATCH_INTERVAL_MILLISECONDS = 20;
    private static final long END_SECONDS = 5;

    private final List<VirtualSlot> slots = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean open = true;

    private VirtualReader(SoftwareReader reader, InetSocketAddress firstSlot, CommandListener listener) {
        for (int slot = 0; slot < SLOTS; slot++) {
            VirtualSlot virtual = new VirtualSlot(
                    reader,
                    slot,
                    new InetSocketAddress(firstSlot.getHostString(), firstSlot.getPort() + slot),
                    listener);
            slots.add(virtual);
            threads.add(new Thread(virtual::run, "virtual-reader-slot-" + slot));
        }
        threads.add(new Thread(this::watch, "virtual-reader-watch"));
    }

    /**
     * Starts to show the directory.
     *
     * @param firstSlot where vpcd listens for slot 0; the next port is slot 1's
     */
    public static VirtualReader open(SoftwareReader reader, InetSocketAddress firstSlot) {
        return open(reader, firstSlot, (slot, instruction, nanoseconds) -> {});
    }

    /** As {@link #open(SoftwareReader, InetSocketAddress)}, and tells how long the card took for each command. */
    public static VirtualReader open(SoftwareReader reader, InetSocketAddress firstSlot, CommandListener listener) {
        VirtualReader virtual = new VirtualReader(reader, firstSlot, listener);
        virtual.threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
        return virtual;
    }

    /** Whether the card in a slot is connected to a daemon now. */
    public boolean isConnected(int slot) {
        return slots.get(slot).isConnected();
    }

    /** For the daemon all cards are taken out; the directory stays as it is. */
    @Override
    public void close() {
        open = false;
        slots.forEach(VirtualSlot::end);
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        while (open) {
            slots.forEach(VirtualSlot::pullOutWhenChanged);
            VirtualSlot.pause(WATCH_INTERVAL_MILLISECONDS);
        }
    }

    /** Hears of each command that a card in the virtual reader answered. */
    @FunctionalInterface
    public interface CommandListener {

        /** @param nanoseconds from the command's last byte in to the answer's last byte out */
        void answered(int slot, int instruction, long nanoseconds);
    }
}
