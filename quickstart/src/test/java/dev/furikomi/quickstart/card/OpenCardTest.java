package dev.furikomi.quickstart.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.furikomi.card.software.CardSettings;
import dev.furikomi.card.software.SoftwareCardFile;
import dev.furikomi.card.software.SoftwareReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenCardTest {
    private static final Duration BRIEF = Duration.ofMillis(300);

    @TempDir
    private Path directory;

    private CardTerminal terminal;

    @BeforeEach
    void insertACard() throws IOException {
        SoftwareCardFile card =
                SoftwareCardFile.create(directory.resolve("blank.card.json"), "Blank", CardSettings.yubiKey());
        SoftwareReader reader = SoftwareReader.create(directory.resolve("reader"), 1);
        reader.insert(0, card.path());
        terminal = Readers.software(reader, 0);
    }

    @Test
    void waitsForWorkThatHasBegunHoweverLongItTakes() {
        AtomicBoolean ended = new AtomicBoolean();

        String made = OpenCard.in(terminal, BRIEF, piv -> {
            await(new CountDownLatch(1), BRIEF.multipliedBy(3)); // As a card does that makes an RSA key.
            ended.set(true);
            return "a key";
        });

        assertThat(made).isEqualTo("a key");
        assertThat(ended).isTrue();
    }

    @Test
    void doesNotLeaveWorkAloneThatHasBegunWhenItIsInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch atWork = new CountDownLatch(1);
        CompletableFuture<Boolean> wasInterrupted = new CompletableFuture<>();
        AtomicBoolean ended = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            OpenCard.in(terminal, Duration.ofSeconds(20), piv -> {
                begun.countDown();
                await(atWork, Duration.ofSeconds(20));
                ended.set(true);
                return 0;
            });
            wasInterrupted.complete(Thread.currentThread().isInterrupted() && ended.get());
        });
        caller.start();
        begun.await();

        caller.interrupt();
        caller.join(BRIEF.toMillis());
        assertThat(caller.isAlive()).isTrue();
        atWork.countDown();

        assertThat(wasInterrupted).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
    }

    /** The secrets of work that was given up are wiped, so it must not begin when the reader is free at last. */
    @Test
    void neverBeginsWorkThatItGaveUp() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        AtomicBoolean begun = new AtomicBoolean();

        assertThatThrownBy(() -> OpenCard.in(new HeldTerminal(terminal, held, left), BRIEF, piv -> {
                    begun.set(true);
                    return 0;
                }))
                .isInstanceOfSatisfying(CardRefusedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo("reader-busy"));
        held.countDown();

        assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(begun).isFalse();
    }

    private static void await(CountDownLatch latch, Duration atMost) {
        try {
            latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another program holds the card: connecting takes until it lets go. */
    private static final class HeldTerminal extends CardTerminal {
        private final CardTerminal terminal;
        private final CountDownLatch held;
        private final CountDownLatch left;

        HeldTerminal(CardTerminal terminal, CountDownLatch held, CountDownLatch left) {
            this.terminal = terminal;
            this.held = held;
            this.left = left;
        }

        @Override
        public Card connect(String protocol) throws CardException {
            await(held, Duration.ofSeconds(20));
            return new WatchedCard(terminal.connect(protocol), left);
        }

        @Override
        public String getName() {
            return terminal.getName();
        }

        @Override
        public boolean isCardPresent() throws CardException {
            return terminal.isCardPresent();
        }

        @Override
        public boolean waitForCardPresent(long timeout) throws CardException {
            return terminal.waitForCardPresent(timeout);
        }

        @Override
        public boolean waitForCardAbsent(long timeout) throws CardException {
            return terminal.waitForCardAbsent(timeout);
        }
    }

    /** Tells when it is let go. */
    private static final class WatchedCard extends Card {
        private final Card card;
        private final CountDownLatch left;

        WatchedCard(Card card, CountDownLatch left) {
            this.card = card;
            this.left = left;
        }

        @Override
        public javax.smartcardio.ATR getATR() {
            return card.getATR();
        }

        @Override
        public String getProtocol() {
            return card.getProtocol();
        }

        @Override
        public javax.smartcardio.CardChannel getBasicChannel() {
            return card.getBasicChannel();
        }

        @Override
        public javax.smartcardio.CardChannel openLogicalChannel() throws CardException {
            return card.openLogicalChannel();
        }

        @Override
        public void beginExclusive() throws CardException {
            card.beginExclusive();
        }

        @Override
        public void endExclusive() throws CardException {
            card.endExclusive();
        }

        @Override
        public byte[] transmitControlCommand(int controlCode, byte[] command) throws CardException {
            return card.transmitControlCommand(controlCode, command);
        }

        @Override
        public void disconnect(boolean reset) throws CardException {
            card.disconnect(reset);
            left.countDown();
        }
    }
}
