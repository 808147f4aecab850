package dev.furikomi.card.software;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.card.apdu.DataObject;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The PIN of the software card: its tries, and what it unlocks for how long. */
class SoftwareCardPinTest extends CommandsToACard {

    @Test
    void lets9ASignOncePinIsVerifiedUntilReset() {
        assertThat(statusWords(SELECT, CORRECT_PIN, SIGN_9A, SIGN_9A)).containsExactly("9000", "9000", "9000", "9000");

        card.reset();

        assertThat(statusWords(SELECT, SIGN_9A)).containsExactly("9000", "6982");
    }

    @Test
    void wantsThePinBeforeEachSignatureOf9C() {
        assertThat(statusWords(SELECT, CORRECT_PIN, SIGN_9C, SIGN_9C, CORRECT_PIN, "00CB3FFF035C017E00", SIGN_9C))
                .containsExactly("9000", "9000", "9000", "6982", "9000", "9000", "6982");
    }

    @Test
    void keepsThePinVerifiedWhenSelectedAgain() {
        assertThat(statusWords(SELECT, CORRECT_PIN, SELECT, SIGN_9A)).endsWith("9000");
        assertThat(statusWords("0020FF80", SIGN_9A)).containsExactly("9000", "6982");
    }

    @Test
    void blocksAfterFiveWrongPinsAlsoAcrossPowerOffs() throws IOException {
        assertThat(statusWords(SELECT, WRONG_PIN, WRONG_PIN)).containsExactly("9000", "63C4", "63C3");

        card = SoftwareCard.powerOn(file);

        assertThat(statusWords(SELECT, "00200080", WRONG_PIN, WRONG_PIN, WRONG_PIN, CORRECT_PIN, "00200080"))
                .containsExactly("9000", "63C3", "63C2", "63C1", "63C0", "6983", "6983");
    }

    @Test
    void givesTheTriesBackForTheCorrectPin() {
        assertThat(statusWords(SELECT, WRONG_PIN, CORRECT_PIN, "00200080", "0020FF80", "00200080"))
                .containsExactly("9000", "63C4", "9000", "9000", "9000", "63C5");
    }

    @Test
    void takesNoTryForWhatCannotBeAPin() {
        assertThat(statusWords(SELECT, "002000800431323334", "00200080")).containsExactly("9000", "6A80", "63C5");
    }

    @Test
    void givesProtectedObjectsOutAfterThePin() throws IOException {
        file.storeObject(0x5FC109, DataObject.of(0x53, new byte[] {1}));
        card = SoftwareCard.powerOn(file);

        assertThat(statusWords(SELECT, "00CB3FFF055C035FC10900", CORRECT_PIN, "00CB3FFF055C035FC10900"))
                .containsExactly("9000", "6982", "9000", "9000");
    }

    @Test
    void lets9CSignOnlyDirectlyAfterThePinAlsoWhenAChainIsBrokenOff() {
        String firstPart = "10DB3F00025C03";

        assertThat(statusWords(SELECT, CORRECT_PIN, firstPart, SIGN_9C, SIGN_9C))
                .containsExactly("9000", "9000", "9000", "6883", "6982");
    }

    @Test
    void countsATryThatAnotherReaderOfTheSameFileTook() throws IOException {
        SoftwareCard elsewhere = SoftwareCard.powerOn(file);
        assertThat(statusWords(SELECT, WRONG_PIN, WRONG_PIN)).endsWith("63C3");

        elsewhere.transmit(HexFormat.of().parseHex(SELECT));
        assertThat(hex(elsewhere.transmit(HexFormat.of().parseHex(WRONG_PIN)).orElseThrow()))
                .isEqualTo("63C2");
        assertThat(statusWords(WRONG_PIN)).containsExactly("63C1");
    }
}
