package dev.furikomi.card.software;

import dev.furikomi.card.storage.OwnerOnlyFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.smartcardio.CardException;

/**
 * The keypad of a software reader, by PC/SC part 10: a file {@code pinpad-N} beside the slot's. What is written into it was
 * typed, {@code cancel} being the cancel key; the reader takes it out again, so each entry counts once. While it waits, the
 * file {@code display-N} has what stands on its display.
 */
final class SoftwarePinPad {

    private static final int GET_FEATURE_REQUEST = 3400;
    private static final int VERIFY_PIN_DIRECT = 0x06;
    private static final int VERIFY_PIN_DIRECT_CODE = 0x42330000 + VERIFY_PIN_DIRECT;
    private static final String CANCEL = "cancel";
    private static final String ENGLISH = "Enter your PIN";
    private static final String JAPANESE = "暗証番号を入力してください";
    private static final short JAPANESE_IDENTIFIER = 0x0411;
    private static final int LANGUAGE_AT = 9;
    private static final int PROMPT_HEADER_LENGTH = 19;
    private static final int LENGTHS_AT = 5;
    private static final int DATA_LENGTH_AT = 15;
    private static final int COMMAND_HEADER_LENGTH = 5;
    private static final int TIMEOUT_SECONDS_DEFAULT = 15;
    private static final byte[] TIMED_OUT = {0x64, 0};
    private static final byte[] CANCELLED = {0x64, 1};
    private static final byte[] ENTRY_LENGTH_WRONG = {0x64, 3};
    private static final byte[] PROMPT_REFUSED = {0x6B, (byte) 0x80};

    private final Path keys;
    private final Path display;

    private SoftwarePinPad(Path keys, Path display) {
        this.keys = keys;
        this.display = display;
    }

    /** Empty when this slot has no keypad. */
    static Optional<SoftwarePinPad> of(Path keys, Path display) {
        return Files.exists(keys) ? Optional.of(new SoftwarePinPad(keys, display)) : Optional.empty();
    }

    /** The card, as the keypad needs it. */
    interface CardInReader {
        boolean isInserted();

        byte[] transmit(byte[] command) throws CardException;
    }

    byte[] control(int controlCode, byte[] data, CardInReader card) throws CardException {
        if (isFeatureRequest(controlCode)) {
            return ByteBuffer.allocate(6)
                    .put((byte) VERIFY_PIN_DIRECT)
                    .put((byte) 4)
                    .putInt(VERIFY_PIN_DIRECT_CODE)
                    .array();
        }
        if (controlCode == VERIFY_PIN_DIRECT_CODE) {
            return verify(data, card);
        }
        throw PcscError.UNSUPPORTED_FEATURE.exception();
    }

    private static boolean isFeatureRequest(int controlCode) {
        return controlCode == 0x42000000 + GET_FEATURE_REQUEST
                || controlCode == (0x31 << 16 | GET_FEATURE_REQUEST << 2);
    }

    private byte[] verify(byte[] prompt, CardInReader card) throws CardException {
        ByteBuffer fields = ByteBuffer.wrap(prompt).order(ByteOrder.LITTLE_ENDIAN);
        if (prompt.length < PROMPT_HEADER_LENGTH + COMMAND_HEADER_LENGTH
                || fields.getInt(DATA_LENGTH_AT) != prompt.length - PROMPT_HEADER_LENGTH) {
            return PROMPT_REFUSED.clone();
        }
        int lengthMax = fields.get(LENGTHS_AT);
        int lengthMin = fields.get(LENGTHS_AT + 1);
        byte[] command = Arrays.copyOfRange(prompt, PROMPT_HEADER_LENGTH, prompt.length);
        int timeoutSeconds = prompt[0] == 0 ? TIMEOUT_SECONDS_DEFAULT : prompt[0] & 0xFF;
        show(fields.getShort(LANGUAGE_AT) == JAPANESE_IDENTIFIER ? JAPANESE : ENGLISH);
        try {
            if (!Polling.await(() -> isTyped() || !card.isInserted(), TimeUnit.SECONDS.toMillis(timeoutSeconds))) {
                return TIMED_OUT.clone();
            }
        } finally {
            show("");
        }
        if (!card.isInserted()) {
            throw PcscError.REMOVED_CARD.exception();
        }
        String typed = take();
        if (typed.equals(CANCEL)) {
            return CANCELLED.clone();
        }
        if (typed.length() < lengthMin
                || typed.length() > lengthMax
                || typed.length() > command.length - COMMAND_HEADER_LENGTH) {
            return ENTRY_LENGTH_WRONG.clone();
        }
        byte[] pin = typed.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(pin, 0, command, COMMAND_HEADER_LENGTH, pin.length);
        try {
            return card.transmit(command);
        } finally {
            Arrays.fill(command, (byte) 0);
        }
    }

    private void show(String words) throws CardException {
        try {
            OwnerOnlyFile.write(display, words.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new CardException("The display cannot be written.", failed);
        }
    }

    private boolean isTyped() {
        try {
            return Files.size(keys) > 0;
        } catch (IOException unplugged) {
            return false;
        }
    }

    private String take() throws CardException {
        try {
            String typed = Files.readString(keys, StandardCharsets.US_ASCII).strip();
            OwnerOnlyFile.write(keys, new byte[0]);
            return typed;
        } catch (IOException failed) {
            throw new CardException("The keypad cannot be read.", failed);
        }
    }
}
