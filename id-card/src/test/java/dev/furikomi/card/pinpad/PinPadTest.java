package dev.furikomi.card.pinpad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.smartcardio.CardException;
import javax.smartcardio.CommandAPDU;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinPadTest {

    private static final int START = 0x42330001;
    private static final int FINISH = 0x42330002;
    private static final int KEY_PRESSED = 0x42330005;
    private static final int DIRECT = 0x42330006;
    private static final int ABORT = 0x42330011;
    private static final int PROPERTIES = 0x42330012;
    private static final String DIRECT_ONLY = "060442330006";
    private static final String START_AND_FINISH = "010442330001" + "020442330002" + "050442330005";

    private static final CommandAPDU VERIFY = verify();

    /** Timeouts 30 s, ASCII from byte 0, block of 8, no length, 6 to 8 digits, validation key, 1 message, language, 0, 000000. */
    private static final String PROMPT = "1e1e82080008060201%s00000000" + "0d000000" + "0020008008ffffffffffffffff";

    @Test
    void letsTheReaderVerify() throws CardException {
        FeatureCard card = FeatureCard.with(DIRECT_ONLY).answer(DIRECT, "9000");

        assertThat(pinPad(card).verify(VERIFY)).isEqualTo(0x9000);
        assertThat(card.controls).endsWith("42330006:" + PROMPT.formatted("0904"));
    }

    @Test
    void asksInJapanese() throws CardException {
        FeatureCard card = FeatureCard.with(DIRECT_ONLY).answer(DIRECT, "63C4");

        assertThat(pinPad(card).in(Locale.JAPAN).verify(VERIFY)).isEqualTo(0x63C4);
        assertThat(card.controls).endsWith("42330006:" + PROMPT.formatted("1104"));
    }

    @Test
    void startsAndFinishesWhereThereIsNoDirectWay() throws CardException {
        FeatureCard card = FeatureCard.with(START_AND_FINISH)
                .answer(START, "")
                .answer(KEY_PRESSED, "00", "2B", "2B", "0D")
                .answer(FINISH, "63C2");

        assertThat(pinPad(card).verify(VERIFY)).isEqualTo(0x63C2);
        assertThat(card.controls.get(1)).isEqualTo("42330001:" + PROMPT.formatted("0904"));
        assertThat(card.controls).containsSubsequence("42330005:", "42330005:", "42330005:", "42330005:", "42330002:");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void abortsAnEntryThatIsNoLongerWantedAndNeverSendsIt(int looks) throws CardException {
        FeatureCard card = FeatureCard.with(START_AND_FINISH + "0b0442330011")
                .answer(START, "")
                .answer(KEY_PRESSED, "2B")
                .answer(ABORT, "")
                .answer(FINISH, "9000");
        AtomicInteger left = new AtomicInteger(looks);

        int statusWord = pinPad(card).asLongAs(() -> left.getAndDecrement() > 0).verify(VERIFY);

        assertThat(statusWord).isEqualTo(PinPad.CANCELLED);
        assertThat(card.controls).endsWith("42330011:").doesNotContain("42330002:");
    }

    @Test
    void doesNotSendWhatWasConfirmedAfterTheCancellation() throws CardException {
        FeatureCard card = FeatureCard.with(START_AND_FINISH)
                .answer(START, "")
                .answer(KEY_PRESSED, "0D")
                .answer(FINISH, "9000");
        AtomicInteger left = new AtomicInteger(2);

        assertThat(pinPad(card).asLongAs(() -> left.getAndDecrement() > 0).verify(VERIFY))
                .isEqualTo(PinPad.CANCELLED);
        assertThat(card.controls).doesNotContain("42330002:");
    }

    @Test
    void asksForNothingThatIsNotWantedAnyMore() throws CardException {
        FeatureCard card = FeatureCard.with(DIRECT_ONLY).answer(DIRECT, "9000");

        assertThat(pinPad(card).asLongAs(() -> false).verify(VERIFY)).isEqualTo(PinPad.CANCELLED);
        assertThat(card.controls).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0D", "1B", "0E", "40"})
    void asksTheReaderForTheResultOnceTheEntryHasEnded(String lastKey) throws CardException {
        FeatureCard card = FeatureCard.with(START_AND_FINISH)
                .answer(START, "")
                .answer(KEY_PRESSED, lastKey)
                .answer(FINISH, "6401");

        assertThat(pinPad(card).verify(VERIFY)).isEqualTo(PinPad.CANCELLED);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            features,                 why
            '',                       nothing
            0604,                     cut short
            060442,                   cut short in the control code
            0605423300060,            an odd entry
            060200060604,             another length
            010442330001,             START without FINISH
            020442330002,             FINISH without START
            050442330005,             keys only
            060400000000,             no control code
            FFFFFFFFFFFFFFFFFFFFFFFF, garbage
            """)
    void findsNoKeypadWhereTheDriverNamesNone(String features, String why) {
        String even = features.length() % 2 == 0 ? features : features + "0";

        assertThat(PinPad.of(FeatureCard.with(even))).as(why).isEmpty();
    }

    @Test
    void findsNoKeypadWhereTheDriverHasNoFeatures() {
        assertThat(PinPad.of(new FeatureCard())).isEmpty();
        assertThat(PinPad.of(new FeatureCard()
                        .fail(FeatureCard.FEATURE_REQUEST, new CardException(new Exception("SCARD_E_NOT_TRANSACTED")))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            reader,                                             believed
            HID Global OMNIKEY 3x21 Smart Card Reader 00 00,    false
            OMNIKEY AG CardMan 3121 00 00,                      false
            HID OMNIKEY 6121 Smart Card Reader,                 false
            REINER SCT cyberJack RFID standard 00 00,           true
            Cherry GmbH SmartTerminal ST-2xxx 00 00,            true
            """)
    void doesNotBelieveReadersThatAreKnownToLie(String reader, boolean believed) {
        assertThat(PinPad.of(FeatureCard.with(DIRECT_ONLY), reader).isPresent()).isEqualTo(believed);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            properties,           believed, why
            0B026B07 0C023130,    false,    vendor and product of OMNIKEY 3x21
            0B026B07 0C025443,    true,     another OMNIKEY
            070100,               false,    a keypad for no digits
            070108,               true,     a keypad for 8 digits
            0A0400000100 07010C,  true,     what has 4 bytes is passed over
            0BFF,                 true,     garbage
            """)
    void looksAtTheReadersProperties(String properties, boolean believed, String why) {
        FeatureCard card =
                FeatureCard.with(DIRECT_ONLY + "120442330012").answer(PROPERTIES, properties.replace(" ", ""));

        assertThat(PinPad.of(card).isPresent()).as(why).isEqualTo(believed);
    }

    @Test
    void saysWhenTheReaderGivesNoStatusWord() {
        FeatureCard card = FeatureCard.with(DIRECT_ONLY).answer(DIRECT, "90");

        assertThatThrownBy(() -> pinPad(card).verify(VERIFY)).isInstanceOf(CardException.class);
    }

    private static PinPad pinPad(FeatureCard card) {
        Optional<PinPad> pinPad = PinPad.of(card, "A reader with keys");
        assertThat(pinPad).isPresent();
        return pinPad.get();
    }

    private static CommandAPDU verify() {
        byte[] block = new byte[8];
        Arrays.fill(block, (byte) 0xFF);
        return new CommandAPDU(0, 0x20, 0, 0x80, block);
    }
}
