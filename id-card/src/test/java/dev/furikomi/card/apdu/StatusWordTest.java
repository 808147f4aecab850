package dev.furikomi.card.apdu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusWordTest {

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            statusWord, bytesAvailable, wrongLength, triesLeft
            9000,       false,          false,       false
            6100,       true,           false,       false
            6123,       true,           false,       false
            6C10,       false,          true,        false
            63C0,       false,          false,       true
            63CF,       false,          false,       true
            6300,       false,          false,       false
            6983,       false,          false,       false
            """)
    void tellsWhatAStatusWordSays(String statusWord, boolean bytesAvailable, boolean wrongLength, boolean triesLeft) {
        int number = Integer.parseInt(statusWord, 16);

        assertThat(StatusWord.saysBytesAvailable(number)).isEqualTo(bytesAvailable);
        assertThat(StatusWord.saysWrongExpectedLength(number)).isEqualTo(wrongLength);
        assertThat(StatusWord.saysTriesLeft(number)).isEqualTo(triesLeft);
        assertThat(StatusWord.hex(number)).isEqualTo(statusWord);
    }

    @ParameterizedTest
    @CsvSource({"6100, 256", "6101, 1", "61FF, 255", "6C00, 256", "6C20, 32"})
    void readsTheLength(String statusWord, int length) {
        assertThat(StatusWord.lengthIn(Integer.parseInt(statusWord, 16))).isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({"0, 63C0", "3, 63C3", "15, 63CF", "99, 63CF"})
    void writesTheCounter(int tries, String statusWord) {
        assertThat(StatusWord.hex(StatusWord.withTriesLeft(tries))).isEqualTo(statusWord);
    }
}
