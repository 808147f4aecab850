package dev.furikomi.card.piv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.card.pinpad.PinPad;
import java.util.HexFormat;
import java.util.Optional;
import javax.smartcardio.ATR;
import javax.smartcardio.Card;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinPadVerificationTest {

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            answer, reason,              triesLeft
            63C3,   PIN_WRONG,           3
            63C0,   PIN_BLOCKED,         0
            6983,   PIN_BLOCKED,         0
            6400,   PIN_ENTRY_TIMED_OUT,
            6401,   PIN_ENTRY_CANCELLED,
            6403,   PIN_MALFORMED,
            6B80,   READER_FAILED,
            6F00,   UNEXPECTED_STATUS,
            '',     CARD_REMOVED,
            90,     READER_FAILED,
            """)
    void namesWhatReaderOrCardSays(String answer, PivRefusal.Reason reason, @Nullable Integer triesLeft) {
        PivRefusal refusal = refusal(new Reader(answer));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.triesLeft().stream().boxed().findFirst()).isEqualTo(Optional.ofNullable(triesLeft));
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            code,                      reason
            SCARD_W_REMOVED_CARD,      CARD_REMOVED
            SCARD_W_CANCELLED_BY_USER, PIN_ENTRY_CANCELLED
            SCARD_E_TIMEOUT,           PIN_ENTRY_TIMED_OUT
            SCARD_F_COMM_ERROR,        READER_FAILED
            """)
    void namesWhatTheDriverSays(String code, PivRefusal.Reason reason) {
        assertThat(refusal(new Reader(code)).reason()).isEqualTo(reason);
    }

    private static PivRefusal refusal(Card card) {
        PivOutcome<PinVerified> outcome =
                PinPadVerification.verify(PinPad.of(card).orElseThrow());
        return ((PivOutcome.Refused<PinVerified>) outcome).refusal();
    }

    /** A reader with a keypad that answers a PIN entry with a status word, or with a PC/SC code. */
    private static final class Reader extends Card {

        private final String answer;

        Reader(String answer) {
            this.answer = answer;
        }

        @Override
        public byte[] transmitControlCommand(int controlCode, byte[] command) throws CardException {
            if (command.length == 0) {
                return HexFormat.of().parseHex("060442330006");
            }
            if (answer.startsWith("SCARD")) {
                throw new CardException(new Exception(answer));
            }
            return HexFormat.of().parseHex(answer);
        }

        @Override
        public ATR getATR() {
            return new ATR(new byte[] {0x3B, 0});
        }

        @Override
        public String getProtocol() {
            return "T=1";
        }

        @Override
        public CardChannel getBasicChannel() {
            throw new UnsupportedOperationException("The PIN goes past the computer.");
        }

        @Override
        public CardChannel openLogicalChannel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void beginExclusive() {}

        @Override
        public void endExclusive() {}

        @Override
        public void disconnect(boolean reset) {}
    }
}
