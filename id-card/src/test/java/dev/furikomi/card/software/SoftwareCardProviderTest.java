package dev.furikomi.card.software;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.furikomi.card.Fixtures;
import dev.furikomi.card.apdu.Instruction;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.issuing.CardIssuer;
import dev.furikomi.card.piv.ContactlessInterface;
import dev.furikomi.card.piv.PivOutcome;
import dev.furikomi.card.piv.PivRefusal;
import dev.furikomi.card.piv.PivSession;
import dev.furikomi.card.piv.PivSlot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.TerminalFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SoftwareCardProviderTest {

    private static final byte[] DIGEST = new byte[32];
    private static final byte[] PIN = SoftwareCardFile.PIN_OF_NEW_CARDS.getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    private SoftwareReader reader;
    private SoftwareCardFile cardFile;
    private CardTerminals terminals;

    @BeforeEach
    void openTwoReaders() throws IOException, GeneralSecurityException {
        cardFile = SoftwareCardFile.create(directory.resolve("drawer/a.card.json"), "A card");
        new CardIssuer(Fixtures.MINATO_KEYS.cardAuthority())
                .issue(cardFile, Fixtures.ACCOUNT_REFERENCE, Fixtures.ONE_YEAR);
        reader = SoftwareReader.create(directory.resolve("reader"), 2);
        terminals = TerminalFactory.getInstance(
                        SoftwareCardProvider.TYPE, reader.directory(), new SoftwareCardProvider())
                .terminals();
    }

    @Test
    void listsTheReadersAndTheirCards() throws Exception {
        reader.insert(1, cardFile.path());

        assertThat(names(CardTerminals.State.ALL))
                .containsExactly("Furikomi Software Reader 00 00", "Furikomi Software Reader 01 00");
        assertThat(names(CardTerminals.State.CARD_PRESENT)).containsExactly("Furikomi Software Reader 01 00");
        assertThat(names(CardTerminals.State.CARD_ABSENT)).containsExactly("Furikomi Software Reader 00 00");
    }

    @Test
    void aMuteCardCannotBeConnectedTo() throws Exception {
        cardFile.faults(CardFault.mute());
        reader.insert(0, cardFile.path());

        assertThatThrownBy(() -> terminal(0).connect("*"))
                .isInstanceOf(CardException.class)
                .hasRootCauseMessage("SCARD_W_UNRESPONSIVE_CARD");
    }

    @Test
    void signsThroughThePublicApi() throws Exception {
        reader.insert(0, cardFile.path());
        Card card = terminal(0).connect("*");

        PivOutcome<byte[]> signature = PivSession.select(card)
                .then(session -> session.sign(PivSlot.CARD_AUTHENTICATION, SignatureAlgorithm.ES256, DIGEST));

        assertThat(signature).isInstanceOf(PivOutcome.Answered.class);
        assertThat(card.getProtocol()).isEqualTo("T=1");
        assertThat(ContactlessInterface.isContactless(card.getATR())).isFalse();
        assertThat(card.getATR().getHistoricalBytes()).isEqualTo("Furikomi".getBytes(StandardCharsets.US_ASCII));
        card.disconnect(true);
    }

    @Test
    void noticesAnInsertionAndARemoval() throws Exception {
        assertThat(terminals.waitForChange(1)).isFalse();

        CompletableFuture<Void> inserting = later(() -> reader.insert(1, cardFile.path()));
        assertThat(terminals.waitForChange(10_000)).isTrue();
        inserting.get();
        assertThat(names(CardTerminals.State.CARD_INSERTION)).containsExactly("Furikomi Software Reader 01 00");
        assertThat(names(CardTerminals.State.CARD_REMOVAL)).isEmpty();

        reader.remove(1);
        assertThat(terminals.waitForChange(10_000)).isTrue();
        assertThat(names(CardTerminals.State.CARD_REMOVAL)).containsExactly("Furikomi Software Reader 01 00");
        assertThat(names(CardTerminals.State.CARD_INSERTION)).isEmpty();
        assertThat(terminals.waitForChange(1)).isFalse();
    }

    @Test
    void noticesACardThatWasTakenOutAndPutBackBetweenTwoLooks() throws Exception {
        reader.insert(0, cardFile.path());
        terminals.waitForChange(1);

        reader.remove(0);
        reader.insert(0, cardFile.path());

        assertThat(terminals.waitForChange(10_000)).isTrue();
        assertThat(names(CardTerminals.State.CARD_REMOVAL)).hasSize(1);
        assertThat(names(CardTerminals.State.CARD_INSERTION)).hasSize(1);
    }

    @Test
    void waitsForACardInOneReader() throws Exception {
        assertThat(terminal(0).waitForCardPresent(1)).isFalse();
        CompletableFuture<Void> inserting = later(() -> reader.insert(0, cardFile.path()));
        assertThat(terminal(0).waitForCardPresent(10_000)).isTrue();
        inserting.get();
        assertThat(terminal(0).waitForCardAbsent(1)).isFalse();
        reader.remove(0);
        assertThat(terminal(0).waitForCardAbsent(10_000)).isTrue();
    }

    @Test
    void refusesToConnectToNoCard() throws Exception {
        assertThatThrownBy(() -> terminal(0).connect("*")).isInstanceOf(CardNotPresentException.class);
    }

    @Test
    void takesAFileThatIsNoCardForAMuteCard() throws Exception {
        Path rubbish = Files.writeString(directory.resolve("b.card.json"), "{}");
        reader.insert(0, rubbish);

        assertThat(terminal(0).isCardPresent()).isTrue();
        assertThatThrownBy(() -> terminal(0).connect("*"))
                .isInstanceOf(CardException.class)
                .hasRootCauseMessage("SCARD_W_UNRESPONSIVE_CARD");
    }

    @Test
    void takesProtocolsAsRealReadersDo() throws Exception {
        reader.insert(0, cardFile.path());

        assertThat(terminal(0).connect("T=1").getProtocol()).isEqualTo("T=1");
        assertThatThrownBy(() -> terminal(0).connect("T=0")).isInstanceOf(CardException.class);
        assertThatThrownBy(() -> terminal(0).connect("EXCLUSIVE;*")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void failsAsARemovedCardDoes() throws Exception {
        reader.insert(0, cardFile.path());
        Card card = terminal(0).connect("*");
        CommandAPDU command = new CommandAPDU(0, Instruction.SELECT, 4, 0, new byte[] {1, 2, 3, 4, 5});
        card.getBasicChannel().transmit(command);

        reader.remove(0);

        var channel = card.getBasicChannel();
        assertThatThrownBy(() -> channel.transmit(command))
                .isInstanceOf(CardException.class)
                .hasRootCauseMessage("SCARD_W_REMOVED_CARD");
        assertThatThrownBy(() -> channel.transmit(command)).isInstanceOf(IllegalStateException.class);
        card.disconnect(true);
    }

    @Test
    void failsForAConnectionFromBeforeTheCardWasTakenOutAndPutBack() throws Exception {
        reader.insert(0, cardFile.path());
        Card card = terminal(0).connect("*");
        var session = PivSession.select(card);

        reader.remove(0);
        reader.insert(0, cardFile.path());

        assertThat(reason(session.then(piv -> piv.sign(PivSlot.CARD_AUTHENTICATION, SignatureAlgorithm.ES256, DIGEST))))
                .isEqualTo(PivRefusal.Reason.CARD_REMOVED);
    }

    @Test
    void isPulledOutInTheMiddleOfACommand() throws Exception {
        cardFile.faults(CardFault.removal(Instruction.GENERAL_AUTHENTICATE, 1));
        reader.insert(0, cardFile.path());

        var signature = PivSession.select(terminal(0).connect("*"))
                .then(session -> session.sign(PivSlot.CARD_AUTHENTICATION, SignatureAlgorithm.ES256, DIGEST));

        assertThat(reason(signature)).isEqualTo(PivRefusal.Reason.CARD_REMOVED);
        assertThat(terminal(0).isCardPresent()).isFalse();
    }

    @Test
    void keepsThePinVerifiedForTheNextConnectionUnlessItIsReset() throws Exception {
        cardFile.generateKey(PivSlot.AUTHENTICATION);
        reader.insert(0, cardFile.path());
        Card first = terminal(0).connect("*");
        PivSession.select(first).then(session -> session.verifyPin(PIN));
        first.disconnect(false);

        Card second = terminal(0).connect("*");
        assertThat(signWith9A(second)).isInstanceOf(PivOutcome.Answered.class);
        second.disconnect(true);

        assertThat(reason(signWith9A(terminal(0).connect("*")))).isEqualTo(PivRefusal.Reason.PIN_REQUIRED);
    }

    @Test
    void tellsAnotherConnectionThatTheCardWasReset() throws Exception {
        reader.insert(0, cardFile.path());
        Card first = terminal(0).connect("*");
        Card second = terminal(0).connect("*");

        first.disconnect(true);

        assertThatThrownBy(() -> second.getBasicChannel().transmit(new CommandAPDU(0, Instruction.SELECT, 4, 0)))
                .hasRootCauseMessage("SCARD_W_RESET_CARD");
    }

    @Test
    void keepsOthersWaitingWhileOneHasTheCardExclusively() throws Exception {
        reader.insert(0, cardFile.path());
        Card first = terminal(0).connect("*");
        Card second = terminal(0).connect("*");
        first.beginExclusive();

        CompletableFuture<PivOutcome<PivSession>> waiting =
                CompletableFuture.supplyAsync(() -> PivSession.select(second));
        assertThat(PivSession.select(first)).isInstanceOf(PivOutcome.Answered.class);
        assertThatThrownBy(() -> waiting.get(200, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        first.endExclusive();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isInstanceOf(PivOutcome.Answered.class);
    }

    @Test
    void guardsExclusiveAccess() throws Exception {
        reader.insert(0, cardFile.path());
        Card card = terminal(0).connect("*");
        assertThatThrownBy(card::endExclusive).isInstanceOf(IllegalStateException.class);
        card.beginExclusive();
        assertThatThrownBy(card::beginExclusive).isInstanceOf(CardException.class);

        var fromAnotherThread = CompletableFuture.supplyAsync(() -> PivSession.select(card));

        assertThat(reason(fromAnotherThread.get())).isEqualTo(PivRefusal.Reason.READER_FAILED);
        card.disconnect(false);
        assertThatThrownBy(card::getBasicChannel).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void movesACardBetweenTheReadersItBeingOneCard() throws Exception {
        reader.insert(0, cardFile.path());
        reader.insert(1, cardFile.path());

        assertThat(names(CardTerminals.State.CARD_PRESENT)).containsExactly("Furikomi Software Reader 01 00");
    }

    @Test
    void servesTwoReadersAtOnce() throws Exception {
        SoftwareCardFile other = SoftwareCardFile.create(directory.resolve("drawer/b.card.json"), "B card");
        reader.insert(0, cardFile.path());
        reader.insert(1, other.path());

        var first = PivSession.select(terminal(0).connect("*"));
        var second = PivSession.select(terminal(1).connect("*"));
        reader.remove(0);

        assertThat(reason(first.then(session -> session.certificate(PivSlot.CARD_AUTHENTICATION))))
                .isEqualTo(PivRefusal.Reason.CARD_REMOVED);
        assertThat(reason(second.then(session -> session.certificate(PivSlot.CARD_AUTHENTICATION))))
                .isEqualTo(PivRefusal.Reason.NO_CERTIFICATE);
    }

    @Test
    void hasNoReadersWithoutADirectoryAndOneInAnEmptyOne() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));

        assertThat(terminalsOf(empty).list()).hasSize(1);
        assertThat(terminalsOf(directory.resolve("missing")).list()).isEmpty();
        assertThatThrownBy(() -> terminalsOf(directory.resolve("missing")).waitForChange(1))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void followsASlotFileWrittenByHandWithARelativePath() throws Exception {
        Files.writeString(reader.directory().resolve("slot-0"), "../drawer/a.card.json\n");

        assertThat(terminal(0).isCardPresent()).isTrue();
        assertThat(reader.inserted(0)).contains(cardFile.path());
    }

    @Test
    void wantsADirectoryForItsParameter() {
        assertThatThrownBy(() -> TerminalFactory.getInstance(
                        SoftwareCardProvider.TYPE, "not a path", new SoftwareCardProvider()))
                .isInstanceOf(java.security.InvalidParameterException.class);
    }

    private static CardTerminals terminalsOf(Path readerDirectory) throws GeneralSecurityException {
        return TerminalFactory.getInstance(SoftwareCardProvider.TYPE, readerDirectory, new SoftwareCardProvider())
                .terminals();
    }

    private CardTerminal terminal(int slot) throws CardException {
        return terminals.list().get(slot);
    }

    private List<String> names(CardTerminals.State state) throws CardException {
        return terminals.list(state).stream().map(CardTerminal::getName).toList();
    }

    private static PivOutcome<byte[]> signWith9A(Card card) {
        return PivSession.select(card)
                .then(session -> session.sign(PivSlot.AUTHENTICATION, SignatureAlgorithm.ES256, DIGEST));
    }

    private static PivRefusal.Reason reason(PivOutcome<?> outcome) {
        assertThat(outcome).isInstanceOf(PivOutcome.Refused.class);
        return ((PivOutcome.Refused<?>) outcome).refusal().reason();
    }

    private interface Change {
        void make() throws IOException;
    }

    private static CompletableFuture<Void> later(Change change) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        change.make();
                    } catch (IOException bug) {
                        throw new java.io.UncheckedIOException(bug);
                    }
                },
                CompletableFuture.delayedExecutor(150, TimeUnit.MILLISECONDS));
    }
}
