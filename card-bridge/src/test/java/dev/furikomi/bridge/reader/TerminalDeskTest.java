package dev.furikomi.bridge.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.CardIssuer;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.software.SoftwareCardProvider;
import dev.furikomi.card.software.SoftwareReader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.smartcardio.TerminalFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The javax.smartcardio path, with the software reader in the place of a real one. */
class TerminalDeskTest {
    @TempDir
    Path directory;

    private final AtomicBoolean serviceRuns = new AtomicBoolean(true);
    private SoftwareReader reader;
    private Path cardFile;
    private CardCertificate card;
    private TerminalDesk desk;

    @BeforeEach
    void issueACard() throws IOException {
        reader = SoftwareReader.create(directory.resolve("reader"), 1);
        cardFile = directory.resolve("sato.card.json");
        Validity validity =
                new Validity(Instant.now().minusSeconds(60), Instant.now().plusSeconds(3600));
        card = new CardIssuer(CardAuthority.create("Minato Bank", "MNTOJPJT", validity))
                .issue(cardFile, "Sato", "acc-0001", validity);
        desk = new TerminalDesk(
                () -> {
                    if (!serviceRuns.get()) {
                        throw new NoSuchAlgorithmException("no service");
                    }
                    return TerminalFactory.getInstance(
                                    SoftwareCardProvider.TYPE, reader.directory(), new SoftwareCardProvider())
                            .terminals();
                },
                Duration.ofMillis(500));
    }

    @Test
    void findsNoReaderWithoutAServiceAndOneOnceItRuns() throws Exception {
        serviceRuns.set(false);
        assertThat(desk.look().anyReader()).isFalse();

        serviceRuns.set(true);

        assertThat(desk.look().anyReader()).isTrue();
        assertThat(desk.look().inserted()).isEmpty();
    }

    @Test
    void neitherFailsNorBlocksOnAComputerWithoutRealReaders() throws Exception {
        try (TerminalDesk real = new TerminalDesk(TerminalSource.realReaders())) {
            assertThat(real.look()).isNotNull();
        }
    }

    @Test
    void readsAndSignsWithSlot9E() throws Exception {
        reader.insert(0, cardFile);
        CardSlot slot = desk.look().inserted().get(0);

        byte[] signature = slot.visit(visited -> visited.sign(new byte[32]));

        assertThat(slot.visit(PivCard::certificate)).isEqualTo(card.certificate());
        assertThat(signature).hasSize(64);
    }

    @Test
    void saysRemovedWhenTheCardLeavesDuringAVisit() throws Exception {
        reader.insert(0, cardFile);
        CardSlot slot = desk.look().inserted().get(0);

        assertThatThrownBy(() -> slot.visit(visited -> {
                    take();
                    return visited.sign(new byte[32]);
                }))
                .isInstanceOfSatisfying(CardTroubleException.class, trouble -> assertThat(trouble.trouble())
                        .isEqualTo(Trouble.REMOVED));
        assertThat(slot.occupied()).isFalse();
    }

    @Test
    void givesUpAReaderThatHangsAndGoesOnWithAnotherThread() throws Exception {
        reader.insert(0, cardFile);
        CardSlot slot = desk.look().inserted().get(0);
        CountDownLatch never = new CountDownLatch(1);

        assertThatThrownBy(() -> slot.visit(visited -> {
                    awaitUninterruptibly(never);
                    return 0;
                }))
                .isInstanceOfSatisfying(CardTroubleException.class, trouble -> assertThat(trouble.trouble())
                        .isEqualTo(Trouble.NO_ANSWER));

        assertThat(slot.occupied()).isTrue();
        never.countDown();
    }

    private void take() {
        try {
            reader.remove(0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** As PC/SC blocks: no interrupt ends it. */
    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // Goes on waiting.
            }
        }
    }
}
