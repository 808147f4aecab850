package dev.furikomi.card.virtual;

import dev.furikomi.card.software.SoftwareReader;
import dev.furikomi.card.software.SoftwareReader.Insertion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One slot: while a card is in the reader directory's slot, a card is connected to vpcd's. */
final class VirtualSlot {

    private static final long POLL_MILLISECONDS = 20;
    private static final long AGAIN_MILLISECONDS = 100;

    private final SoftwareReader reader;
    private final int slot;
    private final InetSocketAddress vpcd;
    private final VirtualReader.CommandListener listener;
    private volatile boolean open = true;
    private volatile @Nullable VpiccConnection connection;
    private volatile @Nullable Insertion served;

    VirtualSlot(SoftwareReader reader, int slot, InetSocketAddress vpcd, VirtualReader.CommandListener listener) {
        this.reader = reader;
        this.slot = slot;
        this.vpcd = vpcd;
        this.listener = listener;
    }

    void run() {
        while (open) {
            Optional<Insertion> insertion = reader.insertion(slot);
            if (insertion.isPresent()) {
                serve(insertion.get());
            } else {
                pause(POLL_MILLISECONDS);
            }
        }
    }

    boolean isConnected() {
        return connection != null;
    }

    void end() {
        open = false;
        disconnect();
    }

    /** Called by another thread, because the slot's own may be waiting for a command or be at one. */
    void pullOutWhenChanged() {
        Insertion now = served;
        if (now != null && !isStillIn(now)) {
            disconnect();
        }
    }

    /** One insertion, over as many restarts of the daemon as there are. */
    private void serve(Insertion insertion) {
        VirtualCard card = VirtualCard.of(insertion.cardFile());
        while (open && isStillIn(insertion)) {
            try (VpiccConnection connected = VpiccConnection.to(vpcd)) {
                connection = connected;
                served = insertion;
                card.powerOff();
                // The card may have been pulled out before it could be seen that it is connected.
                while (open && isStillIn(insertion) && answerNext(connected, card, insertion)) {}
            } catch (IOException noDaemon) {
                // It is not there yet, was stopped, or the card was pulled out and the connection closed for that.
            } finally {
                served = null;
                connection = null;
            }
            if (open && isStillIn(insertion)) {
                pause(AGAIN_MILLISECONDS);
            }
        }
    }

    private boolean answerNext(VpiccConnection connected, VirtualCard card, Insertion insertion) throws IOException {
        byte[] message = connected.receive();
        long received = System.nanoTime();
        VirtualCard.Reaction reaction = card.answer(message);
        if (!isStillIn(insertion)) {
            return false;
        }
        if (reaction instanceof VirtualCard.Reaction.PulledOut) {
            reader.remove(slot);
            return false;
        }
        if (reaction instanceof VirtualCard.Reaction.Message answer) {
            connected.send(answer.bytes());
            if (message.length > 1) {
                listener.answered(slot, message[1] & 0xFF, System.nanoTime() - received);
            }
        }
        return true;
    }

    private boolean isStillIn(Insertion insertion) {
        return reader.insertion(slot).filter(insertion::equals).isPresent();
    }

    private void disconnect() {
        VpiccConnection connected = connection;
        if (connected != null) {
            connected.close();
        }
    }

    static void pause(long milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
