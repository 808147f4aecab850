package dev.furikomi.bridge.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.furikomi.bridge.pcsc.PrivatePcscd;
import dev.furikomi.bridge.pcsc.VpcdCard;
import dev.furikomi.bridge.reader.CardSlot.Patience;
import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.CardIssuer;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.piv.PinStatus;
import dev.furikomi.card.piv.PivOutcome;
import dev.furikomi.card.piv.PivSession;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.software.SoftwareCardFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.smartcardio.Card;
import javax.smartcardio.CardTerminal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real PC/SC: a daemon of our own, its virtual reader, and the software card in it. */
class PcscReadersIT {
    private static final PivSlot SLOT = PivSlot.CARD_AUTHENTICATION;
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(10), held -> true);
    private static final int GENERAL_AUTHENTICATE = 0x87;
    private static final byte[] PIN = SoftwareCardFile.PIN_OF_NEW_CARDS.getBytes(StandardCharsets.US_ASCII);

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    private static PrivatePcscd daemon;
    private static X509Certificate certificate;
    private static Path cardFile;

    private final TerminalDesk desk = new TerminalDesk(TerminalSource.realReaders());
    private VpcdCard inserted;

    @BeforeAll
    static void startDaemon() throws Exception {
        assumeTrue(PrivatePcscd.isPossible(), "pcscd and vsmartcard-vpcd are not installed");
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
        daemon = PrivatePcscd.ofThisProcess();
        Validity validity =
                new Validity(Instant.now().minusSeconds(60), Instant.now().plusSeconds(3600));
        cardFile = shared.resolve("sato.card.json");
        CardCertificate card = new CardIssuer(CardAuthority.create("Minato Bank", "MNTOJPJT", validity))
                .issue(cardFile, "Sato", "acc-0001", validity);
        certificate = card.certificate();
    }

    @AfterAll
    static void stopDaemon() {
        if (daemon != null) {
            daemon.close();
        }
        Awaitility.reset();
    }

    @BeforeEach
    void runDaemon() throws Exception {
        if (!Files.exists(daemon.socket())) {
            daemon.start();
        }
        await().until(() -> desk.look().readers() == 2);
        await().until(() -> desk.look().inserted().isEmpty());
    }

    @AfterEach
    void takeOut() {
        if (inserted != null) {
            inserted.close();
            // pcscd looks every 0.4 s: whatever comes sooner than that after a failed reset it takes for the same card.
            await().during(Duration.ofMillis(600))
                    .until(() -> desk.look().inserted().isEmpty());
        }
        desk.close();
    }

    @Test
    void followsACardInAndOut() throws Exception {
        CardSlot slot = insert();

        X509Certificate read = slot.visit(PATIENCE, visited -> visited.certificate(SLOT));
        byte[] signature = slot.visit(PATIENCE, visited -> visited.sign(SLOT, SignatureAlgorithm.ES256, new byte[32]));
        inserted.close();

        assertThat(read).isEqualTo(certificate);
        assertThat(SignatureAlgorithm.ES256.verifies(certificate.getPublicKey(), new byte[32], signature))
                .isTrue();
        await().until(() -> !slot.occupied());
        assertThatThrownBy(() -> slot.visit(PATIENCE, visited -> visited.certificate(SLOT)))
                .isInstanceOfSatisfying(CardTroubleException.class, trouble -> assertThat(trouble.trouble())
                        .isEqualTo(Trouble.REMOVED));
    }

    @Test
    void findsARestartedServiceInTheSameProcess() throws Exception {
        CardSlot slot = insert();

        daemon.stop();
        assertThat(desk.look().anyReader()).isFalse();
        assertThatThrownBy(slot::occupied)
                .isInstanceOfSatisfying(CardTroubleException.class, trouble -> assertThat(trouble.trouble())
                        .isEqualTo(Trouble.NO_SERVICE));
        assertThatThrownBy(() -> slot.visit(PATIENCE, visited -> visited.certificate(SLOT)))
                .isInstanceOfSatisfying(CardTroubleException.class, trouble -> assertThat(trouble.trouble())
                        .isEqualTo(Trouble.NO_SERVICE));
        daemon.start();

        // Until the service has settled, a card that is away may only not have been found yet.
        await().ignoreExceptionsInstanceOf(CardTroubleException.class).until(slot::occupied);
        assertThat(readCertificate(slot)).isEqualTo(certificate);
        assertThat(desk.leftBehind()).isZero();
    }

    @Test
    void waitsUntilAnotherProgramLetsGoOfTheCard() throws Exception {
        CardSlot slot = insert();
        Card other = otherProgram("*");
        other.beginExclusive();
        AtomicBoolean saidHeld = new AtomicBoolean();
        Patience patience = new Patience(Duration.ofSeconds(10), held -> {
            saidHeld.compareAndSet(false, held);
            return true;
        });

        CompletableFuture<X509Certificate> reading = CompletableFuture.supplyAsync(() -> {
            try {
                return slot.visit(patience, visited -> visited.certificate(SLOT));
            } catch (CardTroubleException e) {
                throw new IllegalStateException(e);
            }
        });
        await().untilTrue(saidHeld);
        other.endExclusive();
        other.disconnect(true);

        assertThat(reading).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(certificate);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "EXCLUSIVE;*"})
    void saysBusyWhenAnotherProgramKeepsTheCardAndGoesOnLooking(String protocol) throws Exception {
        CardSlot slot = insert();
        Card other = otherProgram(protocol);
        if (protocol.equals("*")) {
            other.beginExclusive();
        }

        assertThatThrownBy(() -> slot.visit(
                        new Patience(Duration.ofSeconds(1), held -> true), visited -> visited.certificate(SLOT)))
                .isInstanceOfSatisfying(CardTroubleException.class, trouble -> assertThat(trouble.trouble())
                        .isEqualTo(Trouble.BUSY));

        assertThat(desk.look().inserted()).hasSize(1);
        assertThat(slot.occupied()).isTrue();
        other.disconnect(false);
        await().until(() -> desk.leftBehind() == 0);
        assertThat(readCertificate(slot)).isEqualTo(certificate);
    }

    @Test
    void saysRemovedWhenTheCardIsPulledInTheMiddleOfACommand() throws Exception {
        CardSlot slot = insert(VpcdCard.insert(
                daemon.port(0),
                directory.resolve("reader"),
                cardFile,
                command -> (command[1] & 0xFF) == GENERAL_AUTHENTICATE));

        assertThatThrownBy(() ->
                        slot.visit(PATIENCE, visited -> visited.sign(SLOT, SignatureAlgorithm.ES256, new byte[32])))
                .isInstanceOfSatisfying(CardTroubleException.class, trouble -> assertThat(trouble.trouble())
                        .isEqualTo(Trouble.REMOVED));
    }

    @Test
    void givesUpACardThatSaysNothing() throws Exception {
        CardSlot slot = insert(VpcdCard.insertMute(daemon.port(0), directory.resolve("reader"), cardFile));

        assertThatThrownBy(() -> slot.visit(
                        new Patience(Duration.ofSeconds(2), held -> true), visited -> visited.certificate(SLOT)))
                .isInstanceOfSatisfying(CardTroubleException.class, trouble -> assertThat(trouble.trouble())
                        .isEqualTo(Trouble.NO_ANSWER));
        inserted.close();

        await().until(() -> desk.leftBehind() == 0);
        assertThat(desk.look().readers()).isEqualTo(2);
    }

    @Test
    void leavesNoPinVerifiedForAnotherProgram() throws Exception {
        CardSlot slot = insert();

        PinAnswer answer = slot.visit(PATIENCE, visited -> visited.verifyPin(PIN.clone()));

        assertThat(answer).isInstanceOf(PinAnswer.Accepted.class);
        Card other = otherProgram("*");
        assertThat(pinStatus(other).verified()).isFalse();
        other.disconnect(false);
    }

    @Test
    void doesNotUseAPinThatAnotherProgramLeftVerified() throws Exception {
        CardSlot slot = insert();
        Card other = otherProgram("*");
        ((PivOutcome.Answered<PivSession>) PivSession.select(other)).value().verifyPin(PIN.clone());
        assertThat(pinStatus(other).verified()).isTrue();
        other.disconnect(false);

        PinStatus status = slot.visit(PATIENCE, PivCard::pinStatus);

        assertThat(status.verified()).isFalse();
    }

    @Test
    void saysUnreadableOfACardWithoutPiv() throws Exception {
        CardSlot slot = insert(VpcdCard.insertWithoutPiv(daemon.port(0), directory.resolve("reader"), cardFile));

        assertThatThrownBy(() -> readCertificate(slot))
                .isInstanceOfSatisfying(CardTroubleException.class, trouble -> assertThat(trouble.trouble())
                        .isEqualTo(Trouble.UNREADABLE));
    }

    private static PinStatus pinStatus(Card card) {
        PivSession session = ((PivOutcome.Answered<PivSession>) PivSession.select(card)).value();
        return ((PivOutcome.Answered<PinStatus>) session.pinStatus()).value();
    }

    private CardSlot insert() throws Exception {
        return insert(VpcdCard.insert(daemon.port(0), directory.resolve("reader"), cardFile));
    }

    private CardSlot insert(VpcdCard card) throws Exception {
        inserted = card;
        await().until(() -> desk.look().inserted().size() == 1);
        return desk.look().inserted().get(0);
    }

    private static X509Certificate readCertificate(CardSlot slot) throws CardTroubleException {
        return slot.visit(PATIENCE, visited -> visited.certificate(SLOT));
    }

    /** A connection of its own is to the daemon what another program is. */
    private static Card otherProgram(String protocol) throws Exception {
        CardTerminal terminal = TerminalSource.realReaders().terminals().list().get(0);
        return terminal.connect(protocol);
    }
}
