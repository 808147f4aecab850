package dev.furikomi.bridge.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.furikomi.bridge.reader.CardSlot.Patience;
import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.CardIssuer;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.software.SoftwareCardProvider;
import dev.furikomi.card.software.SoftwareReader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.smartcardio.TerminalFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The javax.smartcardio path, with the software reader in the place of a real one. */
class TerminalDeskTest {
    private static final PivSlot SLOT = PivSlot.CARD_AUTHENTICATION;
    private static final Duration SETTLING = Duration.ofMillis(600);
    private static final Patience PATIENCE = new Patience(Duration.ofMillis(500), held -> true);

    @TempDir
    Path directory;

    private final AtomicBoolean serviceRuns = new AtomicBoolean(true);
    private final AtomicBoolean lost = new AtomicBoolean();
    private final AtomicReference<String> presenceFailure = new AtomicReference<>();
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
                    lost.set(false);
                    presenceFailure.set(null);
                    return new LosableTerminals(
                            TerminalFactory.getInstance(
                                            SoftwareCardProvider.TYPE, reader.directory(), new SoftwareCardProvider())
                                    .terminals(),
                            lost,
                            presenceFailure);
                },
                Duration.ofMillis(500),
                SETTLING);
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

        byte[] signature = slot.visit(PATIENCE, visited -> visited.sign(SLOT, SignatureAlgorithm.ES256, new byte[32]));

        X509Certificate read = slot.visit(PATIENCE, visited -> visited.certificate(SLOT));
        assertThat(read).isEqualTo(card.certificate());
        assertThat(signature).hasSize(64);
    }

    @Test
    void saysRemovedWhenTheCardLeavesDuringAVisit() throws Exception {
        reader.insert(0, cardFile);
        CardSlot slot = desk.look().inserted().get(0);

        assertThatThrownBy(() -> slot.visit(PATIENCE, visited -> {
                    take();
                    return visited.sign(SLOT, SignatureAlgorithm.ES256, new byte[32]);
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

        assertThatThrownBy(() -> slot.visit(PATIENCE, visited -> {
                    awaitUninterruptibly(never);
                    return 0;
                }))
                .isInstanceOfSatisfying(CardTroubleException.class, trouble -> assertThat(trouble.trouble())
                        .isEqualTo(Trouble.NO_ANSWER));

        assertThat(slot.occupied()).isTrue();
        never.countDown();
    }

    @Test
    void sendsNothingMoreForAVisitThatWasGivenUp() throws Exception {
        reader.insert(0, cardFile);
        CardSlot slot = desk.look().inserted().get(0);
        CountDownLatch hanging = new CountDownLatch(1);
        CompletableFuture<Trouble> afterwards = new CompletableFuture<>();

        assertThatThrownBy(() -> slot.visit(new Patience(Duration.ofSeconds(10), held -> false), visited -> {
                    awaitUninterruptibly(hanging);
                    try {
                        return visited.sign(SLOT, SignatureAlgorithm.ES256, new byte[32]);
                    } catch (CardTroubleException e) {
                        afterwards.complete(e.trouble());
                        throw e;
                    }
                }))
                .isInstanceOfSatisfying(CardTroubleException.class, trouble -> assertThat(trouble.trouble())
                        .isEqualTo(Trouble.GIVEN_UP));
        hanging.countDown();

        assertThat(afterwards).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(Trouble.GIVEN_UP);
    }

    @Test
    void leavesOnlySoManyHangingThreadsBehind() throws Exception {
        reader.insert(0, cardFile);
        CardSlot slot = desk.look().inserted().get(0);
        CountDownLatch hanging = new CountDownLatch(1);
        Patience brief = new Patience(Duration.ofMillis(60), held -> true);
        for (int i = 0; i < CardThread.LEFT_BEHIND_MAX; i++) {
            assertThatThrownBy(() -> slot.visit(brief, visited -> {
                        awaitUninterruptibly(hanging);
                        return 0;
                    }))
                    .isInstanceOf(CardTroubleException.class);
        }

        assertThatThrownBy(desk::look)
                .isInstanceOfSatisfying(CardTroubleException.class, trouble -> assertThat(trouble.trouble())
                        .isEqualTo(Trouble.BUSY));

        hanging.countDown();
        await().until(() -> desk.leftBehind() == 0);
        assertThat(slot.occupied()).isTrue();
    }

    @Test
    void findsItsReaderAgainInAnotherConnection() throws Exception {
        reader.insert(0, cardFile);
        CardSlot slot = desk.look().inserted().get(0);
        serviceRuns.set(false);
        lost.set(true);
        assertThatThrownBy(slot::occupied)
                .isInstanceOfSatisfying(CardTroubleException.class, trouble -> assertThat(trouble.trouble())
                        .isEqualTo(Trouble.NO_SERVICE));
        assertThat(desk.look().anyReader()).isFalse();

        serviceRuns.set(true);

        assertThat(slot.occupied()).isTrue();
        X509Certificate read = slot.visit(PATIENCE, visited -> visited.certificate(SLOT));
        assertThat(read).isEqualTo(card.certificate());
    }

    /** A service that stops closes its connections at any moment, also between the list of readers and the look at one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x8010006a (SCARD_W_SECURITY_VIOLATION: Access was denied)",
                "0x8010001d (SCARD_E_NO_SERVICE: not running)",
                "0x80100001 (SCARD_F_INTERNAL_ERROR: an unknown error)"
            })
    void takesAConnectionThatBreaksWhileTheCardIsLookedForForNoRemoval(String code) throws Exception {
        reader.insert(0, cardFile);
        CardSlot slot = desk.look().inserted().get(0);
        serviceRuns.set(false);
        presenceFailure.set(code);

        assertThatThrownBy(slot::occupied)
                .isInstanceOfSatisfying(CardTroubleException.class, trouble -> assertThat(trouble.trouble())
                        .isEqualTo(Trouble.NO_SERVICE));

        serviceRuns.set(true);
        reader.remove(0); // pcscd lists a reader before it has looked for its card.
        assertThatThrownBy(slot::occupied)
                .isInstanceOfSatisfying(CardTroubleException.class, trouble -> assertThat(trouble.trouble())
                        .isEqualTo(Trouble.NO_SERVICE));
        reader.insert(0, cardFile);
        assertThat(slot.occupied()).isTrue();
    }

    /** A restarted service finds the card, powers it, and has it away for a moment once more. */
    @Test
    void takesACardThatDropsOutAgainRightAfterARestartForNoRemoval() throws Exception {
        reader.insert(0, cardFile);
        CardSlot slot = desk.look().inserted().get(0);
        lost.set(true); // The next question opens a new connection, in which the card is there.
        assertThat(slot.occupied()).isTrue();

        reader.remove(0);

        assertThatThrownBy(slot::occupied)
                .isInstanceOfSatisfying(CardTroubleException.class, trouble -> assertThat(trouble.trouble())
                        .isEqualTo(Trouble.NO_SERVICE));
        assertThatThrownBy(() -> slot.visit(PATIENCE, visited -> visited.certificate(SLOT)))
                .isInstanceOfSatisfying(CardTroubleException.class, trouble -> assertThat(trouble.trouble())
                        .isEqualTo(Trouble.NO_SERVICE));
        reader.insert(0, cardFile);
        assertThat(slot.occupied()).isTrue();
    }

    @Test
    void knowsARemovalAfterARestartOnceTheServiceHasSettled() throws Exception {
        reader.insert(0, cardFile);
        CardSlot slot = desk.look().inserted().get(0);
        lost.set(true);
        assertThat(slot.occupied()).isTrue();

        reader.remove(0);

        await().atMost(SETTLING.multipliedBy(5)).ignoreExceptions().until(() -> !slot.occupied());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x80100009 (SCARD_E_UNKNOWN_READER: no such reader)",
                "0x80100017 (SCARD_E_READER_UNAVAILABLE: not available)",
                "0x80100069 (SCARD_W_REMOVED_CARD: removed)"
            })
    void knowsARemovalAtOnceWhenTheReaderSaysSo(String code) throws Exception {
        reader.insert(0, cardFile);
        CardSlot slot = desk.look().inserted().get(0);
        presenceFailure.set(code);

        assertThat(slot.occupied()).isFalse();
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
