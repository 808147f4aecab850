package dev.furikomi.card.pinpad;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/** What a reader says it can do, with the control code for each. Garbage from a driver means: nothing. */
final class ReaderFeatures {

    private static final int ENTRY_LENGTH = 6;
    private static final int CONTROL_CODE_LENGTH = 4;

    private final Map<Feature, Integer> controlCodes;

    private ReaderFeatures(Map<Feature, Integer> controlCodes) {
        this.controlCodes = controlCodes;
    }

    /**
     * Reads entries of tag, length 4 and control code, high byte first. Reading ends at the first entry of another form,
     * since what follows cannot be told apart from control codes; the first entry of a tag counts.
     */
    static ReaderFeatures read(byte[] answer) {
        Map<Feature, Integer> controlCodes = new EnumMap<>(Feature.class);
        ByteBuffer entries = ByteBuffer.wrap(answer);
        while (entries.remaining() >= ENTRY_LENGTH) {
            int tag = entries.get() & 0xFF;
            if (entries.get() != CONTROL_CODE_LENGTH) {
                break;
            }
            int controlCode = entries.getInt();
            if (controlCode != 0) {
                Feature.ofTag(tag).ifPresent(feature -> controlCodes.putIfAbsent(feature, controlCode));
            }
        }
        return new ReaderFeatures(controlCodes);
    }

    boolean has(Feature feature) {
        return controlCodes.containsKey(feature);
    }

    OptionalInt controlCode(Feature feature) {
        Integer controlCode = controlCodes.get(feature);
        return controlCode == null ? OptionalInt.empty() : OptionalInt.of(controlCode);
    }

    boolean canVerify() {
        return has(Feature.VERIFY_PIN_DIRECT) || has(Feature.VERIFY_PIN_START) && has(Feature.VERIFY_PIN_FINISH);
    }
}
