package dev.furikomi.card.virtual;

import dev.furikomi.card.software.SoftwareCard;
import dev.furikomi.card.software.SoftwareCardFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A software card as vpcd talks to it: five control messages, and everything else is a command. Used by one thread. */
final class VirtualCard {

    private static final int POWER_OFF = 0x00;
    private static final int POWER_ON = 0x01;
    private static final int RESET = 0x02;
    private static final int ANSWER_TO_RESET = 0x04;

    /** ISO 7816-4: no precise diagnosis. */
    private static final byte[] FAILURE = {0x6F, 0x00};

    /** Convention and no protocol: enough to be seen in the reader, for a card that then says nothing. */
    private static final byte[] PRESENT_BUT_MUTE = {0x3B, 0x00};

    private final @Nullable SoftwareCard card;
    private final byte[] answerToReset;
    private boolean powered;
    private boolean resetUnanswered;

    private VirtualCard(@Nullable SoftwareCard card) {
        this.card = card;
        this.answerToReset =
                Optional.ofNullable(card).flatMap(SoftwareCard::answerToReset).orElse(new byte[0]);
    }

    /** A file that is no card is a card that says nothing. */
    static VirtualCard of(Path cardFile) {
        try {
            return new VirtualCard(SoftwareCard.powerOn(SoftwareCardFile.open(cardFile)));
        } catch (IOException notACard) {
            return new VirtualCard(null);
        }
    }

    /** Also what happens when the daemon goes away. */
    void powerOff() {
        powered = false;
        forget();
    }

    /** What the card does with a message. */
    Reaction answer(byte[] message) {
        if (message.length != 1) {
            return command(message);
        }
        switch (message[0]) {
            case POWER_OFF -> powerOff();
            case POWER_ON, RESET -> {
                powered = true;
                resetUnanswered = true;
                forget();
            }
            case ANSWER_TO_RESET -> {
                return new Reaction.Message(visibleAnswerToReset());
            }
            default -> {
                // One byte is no command either, and control messages have no answer.
            }
        }
        return new Reaction.Nothing();
    }

    /** vpcd also asks for it to see whether a card is in; of a mute one only what follows power or reset is missing. */
    private byte[] visibleAnswerToReset() {
        boolean isForReset = resetUnanswered;
        resetUnanswered = false;
        return answerToReset.length == 0 && !isForReset ? PRESENT_BUT_MUTE : answerToReset;
    }

    private Reaction command(byte[] message) {
        if (card == null || answerToReset.length == 0 || !powered) {
            return new Reaction.Message(FAILURE);
        }
        Optional<byte[]> answer = card.transmit(message);
        if (answer.isEmpty()) {
            return new Reaction.PulledOut();
        }
        return new Reaction.Message(answer.get().length > VpiccConnection.LENGTH_MAX ? FAILURE : answer.get());
    }

    private void forget() {
        if (card != null) {
            card.reset();
        }
    }

    /** What comes of a message. */
    sealed interface Reaction {

        /** Control messages have no answer. */
        record Nothing() implements Reaction {}

        /** An answer to send. */
        record Message(byte[] bytes) implements Reaction {}

        /** The card was pulled out instead of answering. */
        record PulledOut() implements Reaction {}
    }
}
