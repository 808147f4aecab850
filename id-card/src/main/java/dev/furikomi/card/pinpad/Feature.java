package dev.furikomi.card.pinpad;

import java.util.Arrays;
import java.util.Optional;

/** The features of PC/SC part 10 that are used here (section 2.3, "feature tags"). */
enum Feature {
    VERIFY_PIN_START(0x01),
    VERIFY_PIN_FINISH(0x02),
    GET_KEY_PRESSED(0x05),
    VERIFY_PIN_DIRECT(0x06),
    ABORT(0x0B),
    GET_TLV_PROPERTIES(0x12);

    private final int tag;

    Feature(int tag) {
        this.tag = tag;
    }

    int tag() {
        return tag;
    }

    static Optional<Feature> ofTag(int tag) {
        return Arrays.stream(values()).filter(feature -> feature.tag == tag).findFirst();
    }
}
