package dev.furikomi.card.software;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.smartcardio.CardException;
import org.jspecify.annotations.Nullable;

/**
 * A card under power in a slot: shared by all connections of this process to that slot, like the card itself, so that a
 * PIN that one connection verified is verified for the next one unless the card was reset between them.
 */
final class PoweredCard {

    private static final Map<Path, PoweredCard> BY_SLOT = new HashMap<>();
    private static final long EXCLUSIVE_WAIT_MILLISECONDS = 50;

    private final SoftwareReader reader;
    private final int slot;
    private final SoftwareReader.Insertion insertion;
    private final SoftwareCard card;
    private @Nullable Object holder;
    private int resets;

    private PoweredCard(SoftwareReader reader, int slot, SoftwareReader.Insertion insertion, SoftwareCard card) {
        this.reader = reader;
        this.slot = slot;
        this.insertion = insertion;
        this.card = card;
    }

    /** The card of this insertion, powered on by the first who asks. */
    static PoweredCard in(SoftwareReader reader, int slot, SoftwareReader.Insertion insertion) throws CardException {
        synchronized (BY_SLOT) {
            Path place = reader.slotFile(slot);
            PoweredCard powered = BY_SLOT.get(place);
            if (powered != null && powered.insertion.equals(insertion)) {
                return powered;
            }
            try {
                SoftwareCard card = SoftwareCard.powerOn(SoftwareCardFile.open(insertion.cardFile()));
                if (card.answerToReset().isEmpty()) {
                    throw PcscError.UNRESPONSIVE_CARD.exception();
                }
                PoweredCard fresh = new PoweredCard(reader, slot, insertion, card);
                BY_SLOT.put(place, fresh);
                return fresh;
            } catch (IOException notACard) {
                throw PcscError.UNRESPONSIVE_CARD.exception();
            }
        }
    }

    synchronized int resets() {
        return resets;
    }

    boolean isInserted() {
        return reader.insertion(slot).filter(insertion::equals).isPresent();
    }

    /** Sends a command once nobody else holds the card, as PC/SC does. */
    synchronized byte[] transmit(Object connection, int resetsSeen, byte[] command) throws CardException {
        awaitFree(connection);
        require(resetsSeen);
        Optional<byte[]> answer = card.transmit(command);
        if (answer.isEmpty()) {
            pullOut();
            throw PcscError.REMOVED_CARD.exception();
        }
        if (!isInserted()) {
            throw PcscError.REMOVED_CARD.exception();
        }
        return answer.get();
    }

    /** The keypad of the reader that the card is in. */
    Optional<SoftwarePinPad> pinPad() {
        return SoftwarePinPad.of(reader.pinPadFile(slot), reader.displayFile(slot));
    }

    synchronized void hold(Object connection, int resetsSeen) throws CardException {
        awaitFree(connection);
        require(resetsSeen);
        holder = connection;
    }

    synchronized void release(Object connection) {
        if (holder == connection) {
            holder = null;
            notifyAll();
        }
    }

    synchronized void reset() {
        card.reset();
        resets++;
    }

    private void require(int resetsSeen) throws CardException {
        if (!isInserted()) {
            throw PcscError.REMOVED_CARD.exception();
        }
        if (resetsSeen != resets) {
            throw PcscError.RESET_CARD.exception();
        }
    }

    private void awaitFree(Object connection) throws CardException {
        try {
            while (holder != null && holder != connection && isInserted()) {
                wait(EXCLUSIVE_WAIT_MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CardException("Waiting for the card was interrupted.", interrupted);
        }
    }

    private void pullOut() throws CardException {
        try {
            reader.remove(slot);
        } catch (IOException notWritten) {
            throw new CardException("The slot cannot be emptied.", notWritten);
        }
    }
}
