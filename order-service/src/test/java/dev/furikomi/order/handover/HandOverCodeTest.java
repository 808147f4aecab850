package dev.furikomi.order.handover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandOverCodeTest {

    @RepeatedTest(20)
    void whatIsShownIsReadBack() {
        HandOverCode code = HandOverCode.random();
        assertThat(code.shown()).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
        assertThat(HandOverCode.typed(code.shown())).contains(code);
        assertThat(HandOverCode.typed(code.shown().toLowerCase(java.util.Locale.ROOT)))
                .contains(code);
    }

    @ParameterizedTest
    @CsvSource({"K7QM-2RXP, K7QM2RXP", "k7qm 2rxp, K7QM2RXP", "KOIL-2RXP, K0112RXP", "K7QMー2RXP, K7QM2RXP"})
    void readsWhatPeopleMake(String typed, String value) {
        assertThat(HandOverCode.typed(typed)).contains(new HandOverCode(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "K7QM-2RX", "K7QM-2RXPP", "K7QM-2RX!", "UUUU-UUUU", "K7QM2RXPK7QM2RXPK7QM2RXPK7QM2RXPK"})
    void refusesWhatIsNoCode(String typed) {
        assertThat(HandOverCode.typed(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = "K7QM-2RXP")
    void isNotWrittenIntoLogs(String typed) {
        assertThat(HandOverCode.typed(typed).orElseThrow().toString()).doesNotContain("K7QM");
    }
}
