package dev.furikomi.card.virtual;

import static dev.furikomi.card.virtual.PcscBench.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.card.Fixtures;
import dev.furikomi.card.apdu.Instruction;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.issuing.CardIssuer;
import dev.furikomi.card.piv.PivOutcome;
import dev.furikomi.card.piv.PivRefusal;
import dev.furikomi.card.piv.PivSession;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.software.CardFault;
import dev.furikomi.card.software.SoftwareCardFile;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.smartcardio.Card;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.TerminalFactory;
import jnasmartcardio.Smartcardio;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The software card behind a real PC/SC daemon, for both of Java's ways to it. */
@Timeout(60)
class PcscCardIT {

    private static final byte[] MESSAGE = "transfer".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DIGEST = SignatureAlgorithm.ES256.digest(MESSAGE);
    private static final byte[] PIN = SoftwareCardFile.PIN_OF_NEW_CARDS.getBytes(StandardCharsets.US_ASCII);

    private static PcscBench bench;

    private SoftwareCardFile cardFile;

    @BeforeAll
    static void openBench() throws Exception {
        bench = PcscBench.open();
    }

    @AfterAll
    static void closeBench() throws Exception {
        if (bench != null) {
            bench.close();
        }
    }

    @BeforeEach
    void issueACard() throws Exception {
        cardFile = SoftwareCardFile.create(
                bench.directory().resolve("drawer/" + System.nanoTime() + SoftwareCardFile.SUFFIX), "A card");
        new CardIssuer(Fixtures.MINATO_KEYS.cardAuthority())
                .issue(cardFile, Fixtures.ACCOUNT_REFERENCE, Fixtures.ONE_YEAR);
        cardFile.generateKey(PivSlot.AUTHENTICATION);
    }

    @AfterEach
    void emptyTheReader() throws Exception {
        for (int slot = 0; slot < VirtualReader.SLOTS; slot++) {
            bench.remove(slot, Provider.JDK.factory());
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsTwoReadersAndTellsWhichHoldsACard(Provider provider) throws Exception {
        bench.insert(1, cardFile, provider.factory());

        assertThat(provider.factory().terminals().list())
                .extracting(terminal -> terminal.getName() + " " + terminal.isCardPresent())
                .containsExactly("Virtual PCD 00 00 false", "Virtual PCD 00 01 true");
    }

    @ParameterizedTest
    @EnumSource
    void noticesInsertionAndRemoval(Provider provider) throws Exception {
        CardTerminals terminals = provider.factory().terminals();
        terminals.waitForChange(1);

        later(() -> bench.reader().insert(0, cardFile.path()));
        assertThat(terminals.waitForChange(PATIENCE.toMillis())).isTrue();
        assertThat(terminals.list(CardTerminals.State.CARD_INSERTION)).hasSize(1);

        later(() -> bench.reader().remove(0));
        assertThat(terminals.waitForChange(PATIENCE.toMillis())).isTrue();
        assertThat(terminals.list(CardTerminals.State.CARD_REMOVAL)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void identifiesAndSigns(Provider provider) throws Exception {
        bench.insert(0, cardFile, provider.factory());
        Card card = connect(provider);
        PublicKey key = cardFile.publicKey(PivSlot.CARD_AUTHENTICATION).orElseThrow();

        PivSession session = answered(PivSession.select(card));

        assertThat(answered(session.certificateBytes(PivSlot.CARD_AUTHENTICATION)))
                .isEqualTo(cardFile.certificate(PivSlot.CARD_AUTHENTICATION).orElseThrow());
        byte[] signature = answered(session.sign(PivSlot.CARD_AUTHENTICATION, SignatureAlgorithm.ES256, DIGEST));
        assertThat(SignatureAlgorithm.ES256.verifies(key, DIGEST, signature)).isTrue();
        assertThat(card.getATR().getHistoricalBytes())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("Furikomi");
        card.disconnect(true);
    }

    @ParameterizedTest
    @EnumSource
    void forgetsThePinWhenTheCardIsResetAfterUse(Provider provider) throws Exception {
        bench.insert(0, cardFile, provider.factory());
        Card first = connect(provider);
        PivSession session = answered(PivSession.select(first));
        answered(session.verifyPin(PIN.clone()));
        answered(session.sign(PivSlot.AUTHENTICATION, SignatureAlgorithm.ES256, DIGEST));
        first.disconnect(true);

        Card second = connect(provider);
        PivSession next = answered(PivSession.select(second));

        assertThat(answered(next.pinStatus()).verified()).isFalse();
        assertThat(refused(next.sign(PivSlot.AUTHENTICATION, SignatureAlgorithm.ES256, DIGEST)))
                .isEqualTo(PivRefusal.Reason.PIN_REQUIRED);
        second.disconnect(true);
    }

    @ParameterizedTest
    @EnumSource
    void aCardPulledOutInTheMiddleOfACommandIsRemoved(Provider provider) throws Exception {
        cardFile.faults(CardFault.removal(Instruction.GENERAL_AUTHENTICATE, 1));
        bench.insert(0, cardFile, provider.factory());
        PivSession session = answered(PivSession.select(connect(provider)));

        assertThat(refused(session.sign(PivSlot.CARD_AUTHENTICATION, SignatureAlgorithm.ES256, DIGEST)))
                .isEqualTo(PivRefusal.Reason.CARD_REMOVED);
        assertThat(bench.reader().inserted(0)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aHandThatPullsASlowCardOutDoesNotWaitForIt(Provider provider) throws Exception {
        cardFile.faults(CardFault.delay(Instruction.GENERAL_AUTHENTICATE, 1, 5_000));
        bench.insert(0, cardFile, provider.factory());
        PivSession session = answered(PivSession.select(connect(provider)));
        long began = System.nanoTime();

        CompletableFuture<PivOutcome<byte[]>> signing = CompletableFuture.supplyAsync(
                () -> session.sign(PivSlot.CARD_AUTHENTICATION, SignatureAlgorithm.ES256, DIGEST));
        later(() -> bench.reader().remove(0));

        assertThat(refused(signing.get())).isEqualTo(PivRefusal.Reason.CARD_REMOVED);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatEndsTooEarlyIsMalformed(Provider provider) throws Exception {
        cardFile.faults(CardFault.truncation(Instruction.GET_DATA, 0));
        bench.insert(0, cardFile, provider.factory());
        Card card = connect(provider);

        assertThat(refused(answered(PivSession.select(card)).certificateBytes(PivSlot.CARD_AUTHENTICATION)))
                .isEqualTo(PivRefusal.Reason.MALFORMED_ANSWER);
        card.disconnect(true);
    }

    @ParameterizedTest
    @EnumSource
    void anUnexpectedStatusWordIsToldAsSuch(Provider provider) throws Exception {
        cardFile.faults(CardFault.statusWord(Instruction.GENERAL_AUTHENTICATE, 0, 0x6F00));
        bench.insert(0, cardFile, provider.factory());
        Card card = connect(provider);

        assertThat(refused(answered(PivSession.select(card))
                        .sign(PivSlot.CARD_AUTHENTICATION, SignatureAlgorithm.ES256, DIGEST)))
                .isEqualTo(PivRefusal.Reason.UNEXPECTED_STATUS);
        card.disconnect(true);
    }

    private static Card connect(Provider provider) throws Exception {
        return PcscBench.terminal(0, provider.factory()).connect("*");
    }

    private static <T> T answered(PivOutcome<T> outcome) {
        assertThat(outcome).isInstanceOf(PivOutcome.Answered.class);
        return ((PivOutcome.Answered<T>) outcome).value();
    }

    private static PivRefusal.Reason refused(PivOutcome<?> outcome) {
        assertThat(outcome).isInstanceOf(PivOutcome.Refused.class);
        return ((PivOutcome.Refused<?>) outcome).refusal().reason();
    }

    private static void later(Hand hand) {
        CompletableFuture.delayedExecutor(300, java.util.concurrent.TimeUnit.MILLISECONDS)
                .execute(() -> {
                    try {
                        hand.moves();
                    } catch (Exception failed) {
                        throw new IllegalStateException(failed);
                    }
                });
    }

    private interface Hand {
        void moves() throws Exception;
    }

    private enum Provider {
        JDK,
        JNA;

        TerminalFactory factory() throws NoSuchAlgorithmException {
            return this == JDK
                    ? TerminalFactory.getInstance("PC/SC", null)
                    : TerminalFactory.getInstance("PC/SC", null, new Smartcardio());
        }
    }
}
