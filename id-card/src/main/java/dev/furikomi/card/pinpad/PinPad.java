package dev.furikomi.card.pinpad;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import javax.smartcardio.CommandAPDU;

/** The keypad of the reader that a card is in. Like all card work it blocks, here for as long as a person may type. */
public final class PinPad {

    /** How long the reader waits for each key, and with it the longest wait between two of them. */
    public static final int TIMEOUT_SECONDS = 30;

    /** The reader waited in vain (PC/SC part 10 section 2.5.2, as are the others). */
    public static final int TIMED_OUT = 0x6400;

    /** The person pressed the cancel key. */
    public static final int CANCELLED = 0x6401;

    /** Fewer digits than the shortest PIN, or more than the longest; nothing went to the card. */
    public static final int ENTRY_LENGTH_WRONG = 0x6403;

    /** The reader does not take the prompt. */
    public static final int PROMPT_REFUSED = 0x6B80;

    private static final int GET_FEATURE_REQUEST = 3400;
    private static final byte[] NOTHING = new byte[0];
    private static final long KEY_POLL_MILLISECONDS = 100;
    private static final int KEY_VALIDATION = 0x0D;
    private static final int KEY_CANCEL = 0x1B;
    private static final int KEY_TIMEOUT = 0x0E;
    private static final int KEY_ABORT = 0x40;

    private final Card card;
    private final ReaderFeatures features;
    private final Locale language;
    private final BooleanSupplier wanted;

    private PinPad(Card card, ReaderFeatures features, Locale language, BooleanSupplier wanted) {
        this.card = card;
        this.features = features;
        this.language = language;
        this.wanted = wanted;
    }

    /** The keypad of a card's reader; empty when it has none, or says so falsely as far as its properties tell. */
    public static Optional<PinPad> of(Card card) {
        return of(card, "");
    }

    /** As {@link #of(Card)}, and not with a reader of this name that is known to claim a keypad falsely. */
    public static Optional<PinPad> of(Card card, String readerName) {
        if (DeniedReaders.hasName(readerName)) {
            return Optional.empty();
        }
        try {
            ReaderFeatures features =
                    ReaderFeatures.read(card.transmitControlCommand(controlCode(GET_FEATURE_REQUEST), NOTHING));
            if (!features.canVerify() || DeniedReaders.hasProperties(properties(card, features))) {
                return Optional.empty();
            }
            return Optional.of(new PinPad(card, features, Locale.ENGLISH, () -> true));
        } catch (CardException | RuntimeException noFeatures) {
            // Drivers without features answer with any error at all; and a card that is gone shows soon enough.
            return Optional.empty();
        }
    }

    /** The same keypad with its display in another language, where the reader has it. */
    public PinPad in(Locale newLanguage) {
        return new PinPad(card, features, newLanguage, wanted);
    }

    /**
     * The same keypad for a person who may cancel elsewhere. An entry that is no longer wanted is aborted, and what was
     * typed until then never reaches the card. Where the reader verifies in one go (VERIFY_PIN_DIRECT) it takes no command
     * meanwhile: there it is asked only before.
     */
    public PinPad asLongAs(BooleanSupplier stillWanted) {
        return new PinPad(card, features, language, stillWanted);
    }

    /**
     * Lets the person type the PIN and the reader send it within VERIFY.
     *
     * @param verify VERIFY with a block of 8 bytes FF instead of the PIN
     * @return the card's status word, or one of this class's constants
     */
    public int verify(CommandAPDU verify) throws CardException {
        if (!wanted.getAsBoolean()) {
            return CANCELLED;
        }
        byte[] prompt = new PinPrompt(verify, language, TIMEOUT_SECONDS).toBytes();
        byte[] answer = features.has(Feature.VERIFY_PIN_DIRECT)
                ? control(Feature.VERIFY_PIN_DIRECT, prompt)
                : verifyInSteps(prompt);
        if (answer.length == 0) {
            // As CardConnection has it: nothing at all is what a card that was pulled out answers.
            throw new CardNotPresentException("The card gave no answer.");
        }
        if (answer.length == 1) {
            throw new CardException("The reader's keypad gave no status word.");
        }
        return (answer[answer.length - 2] & 0xFF) << Byte.SIZE | answer[answer.length - 1] & 0xFF;
    }

    private byte[] verifyInSteps(byte[] prompt) throws CardException {
        control(Feature.VERIFY_PIN_START, prompt);
        if (features.has(Feature.GET_KEY_PRESSED)) {
            awaitLastKey();
        }
        if (!wanted.getAsBoolean()) {
            abort();
            return new byte[] {(byte) (CANCELLED >> Byte.SIZE), (byte) CANCELLED};
        }
        return control(Feature.VERIFY_PIN_FINISH, NOTHING);
    }

    /** The reader says which kind of key was pressed, never which digit. */
    private void awaitLastKey() throws CardException {
        long waitedInVain = 0;
        while (waitedInVain < TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS)) {
            if (!wanted.getAsBoolean()) {
                return;
            }
            byte[] keys = control(Feature.GET_KEY_PRESSED, NOTHING);
            int key = keys.length == 0 ? 0 : keys[0] & 0xFF;
            switch (key) {
                case KEY_VALIDATION, KEY_CANCEL, KEY_TIMEOUT, KEY_ABORT -> {
                    return;
                }
                case 0 -> waitedInVain += KEY_POLL_MILLISECONDS;
                default -> waitedInVain = 0;
            }
            pause();
        }
        abort();
    }

    private void abort() throws CardException {
        if (features.has(Feature.ABORT)) {
            control(Feature.ABORT, NOTHING);
        }
    }

    private byte[] control(Feature feature, byte[] data) throws CardException {
        return card.transmitControlCommand(features.controlCode(feature).orElseThrow(), data);
    }

    private static ReaderProperties properties(Card card, ReaderFeatures features) {
        OptionalInt controlCode = features.controlCode(Feature.GET_TLV_PROPERTIES);
        if (controlCode.isEmpty()) {
            return ReaderProperties.UNKNOWN;
        }
        try {
            return ReaderProperties.read(card.transmitControlCommand(controlCode.getAsInt(), NOTHING));
        } catch (CardException unsupported) {
            return ReaderProperties.UNKNOWN;
        }
    }

    /** SCARD_CTL_CODE: PC/SC lite and Windows number control codes differently. */
    static int controlCode(int code) {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        return windows ? 0x31 << 16 | code << 2 : 0x42000000 + code;
    }

    private static void pause() throws CardException {
        try {
            TimeUnit.MILLISECONDS.sleep(KEY_POLL_MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CardException("Waiting for the keypad was interrupted.", interrupted);
        }
    }
}
