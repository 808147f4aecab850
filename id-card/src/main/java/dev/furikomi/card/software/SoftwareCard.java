package dev.furikomi.card.software;

import dev.furikomi.card.apdu.Instruction;
import dev.furikomi.card.apdu.StatusWord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.smartcardio.CommandAPDU;
import org.jspecify.annotations.Nullable;

/**
 * A card with the PIV application, powered on: takes command bytes and gives answer bytes, as ISO 7816-4 and SP 800-73
 * have it. Thread-safe, one command at a time.
 */
public final class SoftwareCard {

    private static final int CHAIN_LENGTH_MAX = 4096;
    private static final int CLASS_CHANNEL_BITS = 0x03;
    private static final int CLASS_SECURE_MESSAGING_BITS = 0x0C;
    private static final int SHORT_ANSWER_LENGTH_MAX = 256;

    private final PivApplication application;
    private final CardContent powerOnContent;
    private final Map<Integer, Integer> commandsByInstruction = new HashMap<>();
    private final ByteArrayOutputStream chain = new ByteArrayOutputStream();
    private @Nullable CommandAPDU chainStart;
    private Answer pending = Answer.of(StatusWord.NO_ERROR);

    private SoftwareCard(SoftwareCardFile file, CardContent content) {
        this.powerOnContent = content;
        this.application = new PivApplication(new CardMemory(file, content));
    }

    /** Powers a card on: what is in its file now is what it knows. */
    public static SoftwareCard powerOn(SoftwareCardFile file) throws IOException {
        return new SoftwareCard(file, file.read());
    }

    /** What the card says when it gets power; empty when it says nothing (a {@link CardFault}), and then it is of no use. */
    public Optional<byte[]> answerToReset() {
        boolean isMute = powerOnContent.faults().stream().anyMatch(fault -> fault.effect() == CardFault.Effect.MUTE);
        return isMute ? Optional.empty() : Optional.of(AnswerToReset.atr().getBytes());
    }

    /** A warm reset: nothing is selected and no PIN is verified. */
    public synchronized void reset() {
        application.reset();
        chain.reset();
        chainStart = null;
        pending = Answer.of(StatusWord.NO_ERROR);
    }

    /** Answers a command; empty when the card was pulled out meanwhile (a {@link CardFault}). */
    public synchronized Optional<byte[]> transmit(byte[] command) {
        CommandAPDU parsed;
        try {
            parsed = new CommandAPDU(command);
        } catch (IllegalArgumentException malformed) {
            return Optional.of(Answer.of(StatusWord.WRONG_LENGTH).toBytes());
        }
        int occurrence = commandsByInstruction.merge(parsed.getINS(), 1, Integer::sum);
        boolean truncated = false;
        boolean removedAfterwards = false;
        for (CardFault fault : powerOnContent.faults()) {
            if (fault.happensAt(parsed.getINS(), occurrence)) {
                switch (fault.effect()) {
                    case REMOVAL -> {
                        return Optional.empty();
                    }
                    case STATUS_WORD -> {
                        return Optional.of(Answer.of(fault.argument()).toBytes());
                    }
                    case REMOVAL_AFTERWARDS -> removedAfterwards = true;
                    case MUTE -> {}
                    case DELAY -> delay(fault.argument());
                    case TRUNCATION -> truncated = true;
                }
            }
        }
        Answer answer = answer(parsed, truncated);
        return removedAfterwards ? Optional.empty() : Optional.of(answer.toBytes());
    }

    private Answer answer(CommandAPDU command, boolean truncated) {
        int cla = command.getCLA();
        if ((cla & ~Instruction.CLASS_CHAINING & ~CLASS_CHANNEL_BITS & ~CLASS_SECURE_MESSAGING_BITS) != 0) {
            return Answer.of(StatusWord.CLASS_NOT_SUPPORTED);
        }
        if ((cla & CLASS_SECURE_MESSAGING_BITS) != 0) {
            return Answer.of(StatusWord.SECURE_MESSAGING_NOT_SUPPORTED);
        }
        if ((cla & CLASS_CHANNEL_BITS) != 0) {
            return Answer.of(StatusWord.LOGICAL_CHANNEL_NOT_SUPPORTED);
        }
        if (command.getINS() == Instruction.GET_RESPONSE) {
            return pending.data().length == 0
                    ? Answer.of(StatusWord.CONDITIONS_OF_USE_NOT_SATISFIED)
                    : portion(pending, expectedLength(command));
        }
        pending = Answer.of(StatusWord.NO_ERROR);
        Answer answer = unchained(command);
        return portion(truncated ? answer.truncated() : answer, expectedLength(command));
    }

    /** Collects the parts of a chain; the command is carried out with its last part. */
    private Answer unchained(CommandAPDU command) {
        CommandAPDU start = chainStart;
        boolean continues = start != null
                && start.getINS() == command.getINS()
                && start.getP1() == command.getP1()
                && start.getP2() == command.getP2();
        if (start != null && !continues) {
            chainStart = null;
            chain.reset();
            application.interrupt();
            return Answer.of(StatusWord.LAST_COMMAND_OF_CHAIN_EXPECTED);
        }
        if (chain.size() + command.getNc() > CHAIN_LENGTH_MAX) {
            chainStart = null;
            chain.reset();
            application.interrupt();
            return Answer.of(StatusWord.WRONG_LENGTH);
        }
        chain.writeBytes(command.getData());
        if ((command.getCLA() & Instruction.CLASS_CHAINING) != 0) {
            chainStart = command;
            return Answer.of(StatusWord.NO_ERROR);
        }
        byte[] data = chain.toByteArray();
        chain.reset();
        chainStart = null;
        return application.answer(command.getINS(), command.getP1(), command.getP2(), data);
    }

    /** A command without Le is answered as if it had said 256: YubiKey's tools rely on it, as on real cards. */
    private static int expectedLength(CommandAPDU command) {
        return command.getNe() == 0 ? SHORT_ANSWER_LENGTH_MAX : command.getNe();
    }

    /** As much as fits into the expected length; the rest waits for GET RESPONSE. */
    private Answer portion(Answer whole, int expectedLength) {
        byte[] data = whole.data();
        int length = Math.min(data.length, expectedLength);
        if (length == data.length) {
            pending = Answer.of(StatusWord.NO_ERROR);
            return whole;
        }
        pending = new Answer(Arrays.copyOfRange(data, length, data.length), whole.statusWord());
        int left = pending.data().length;
        return new Answer(Arrays.copyOf(data, length), 0x6100 | (left >= SHORT_ANSWER_LENGTH_MAX ? 0 : left));
    }

    private static void delay(int milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
