package dev.furikomi.bridge.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.furikomi.bridge.reader.CardSlot.Patience;
import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import dev.furikomi.card.piv.PivSlot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.smartcardio.ATR;
import javax.smartcardio.Card;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;
import org.junit.jupiter.api.Test;

/** One operation takes several commands; the answer to the first comes after the visit was given up. */
class GivenUpCardTest {
    private static final int GET_DATA = 0xCB;

    private final List<Integer> instructions = new CopyOnWriteArrayList<>();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch reset = new CountDownLatch(1);

    @Test
    void sendsNoFurtherCommandOfAnOperationThatWasGivenUp() throws Exception {
        try (TerminalDesk desk = new TerminalDesk(OneTerminal::new)) {
            CardSlot slot = desk.look().inserted().get(0);
            Patience untilTheCardIsAsked =
                    new Patience(Duration.ofSeconds(20), held -> !instructions.contains(GET_DATA));

            assertThatThrownBy(() -> slot.visit(
                            untilTheCardIsAsked, visited -> visited.certificate(PivSlot.CARD_AUTHENTICATION)))
                    .isInstanceOfSatisfying(CardTroubleException.class, trouble -> assertThat(trouble.trouble())
                            .isEqualTo(Trouble.GIVEN_UP));
            hanging.countDown();

            reset.await();
            await().until(() -> desk.leftBehind() == 0);
            assertThat(instructions).containsExactly(0xA4, GET_DATA);
        }
    }

    private ResponseAPDU answer(CommandAPDU command) {
        instructions.add(command.getINS());
        if (command.getINS() != GET_DATA) {
            return new ResponseAPDU(new byte[] {(byte) 0x90, 0});
        }
        while (true) {
            try {
                hanging.await();
                return new ResponseAPDU(new byte[] {0x53, 0x10, 0x61, 0x10}); // More is to be fetched.
            } catch (InterruptedException e) {
                // As PC/SC blocks: no interrupt ends it.
            }
        }
    }

    private final class OneTerminal extends CardTerminals {
        @Override
        public List<CardTerminal> list(State state) {
            return List.of(new Terminal());
        }

        @Override
        public boolean waitForChange(long timeout) {
            return false;
        }
    }

    private final class Terminal extends CardTerminal {
        @Override
        public String getName() {
            return "One";
        }

        @Override
        public Card connect(String protocol) {
            return new Inserted();
        }

        @Override
        public boolean isCardPresent() {
            return true;
        }

        @Override
        public boolean waitForCardPresent(long timeout) {
            return true;
        }

        @Override
        public boolean waitForCardAbsent(long timeout) {
            return false;
        }
    }

    private final class Inserted extends Card {
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
            return new Channel(this);
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
        public byte[] transmitControlCommand(int controlCode, byte[] command) {
            return new byte[0];
        }

        @Override
        public void disconnect(boolean withReset) {
            reset.countDown();
        }
    }

    private final class Channel extends CardChannel {
        private final Card card;

        Channel(Card card) {
            this.card = card;
        }

        @Override
        public Card getCard() {
            return card;
        }

        @Override
        public int getChannelNumber() {
            return 0;
        }

        @Override
        public ResponseAPDU transmit(CommandAPDU command) {
            return answer(command);
        }

        @Override
        public int transmit(ByteBuffer command, ByteBuffer response) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
