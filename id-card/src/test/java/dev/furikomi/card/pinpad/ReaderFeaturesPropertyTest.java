package dev.furikomi.card.pinpad;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ReaderFeaturesPropertyTest {

    @Property
    void anyAnswerOfADriverIsReadOrPassedOver(@ForAll byte[] features, @ForAll byte[] properties) {
        ReaderFeatures read = ReaderFeatures.read(features);
        DeniedReaders.hasProperties(ReaderProperties.read(properties));

        assertThat(read.canVerify())
                .isEqualTo(read.has(Feature.VERIFY_PIN_DIRECT)
                        || read.has(Feature.VERIFY_PIN_START) && read.has(Feature.VERIFY_PIN_FINISH));
    }
}
