package dev.furikomi.card.pinpad;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** What a reader's driver says that it can do (PC/SC part 10): garbage means nothing. */
class ReaderFuzzTest {

    @FuzzTest(maxDuration = "30s")
    void readsFeaturesAndPropertiesFromAnything(byte[] answer) {
        ReaderFeatures features = ReaderFeatures.read(answer);
        for (Feature feature : Feature.values()) {
            if (features.has(feature) != features.controlCode(feature).isPresent()) {
                throw new AssertionError("a feature has a control code");
            }
        }
        ReaderProperties properties = ReaderProperties.read(answer);
        for (int tag = 0; tag < 256; tag++) {
            int number = properties.number(tag).orElse(0);
            if (number < 0 || number > 0xFFFF) {
                throw new AssertionError("a property is one or two bytes");
            }
        }
    }
}
