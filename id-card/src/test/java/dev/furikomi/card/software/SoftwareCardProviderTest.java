package dev.furikomi.card.software;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.piv.ContactlessInterface;
import dev.furikomi.card.piv.PivOutcome;
import dev.furikomi.card.piv.PivSession;
import dev.furikomi.card.piv.PivSlot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.TerminalFactory;
import org.junit.jupiter.api.Test;

class SoftwareCardProviderTest extends TwoSoftwareReaders {

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
    void movesACardBetweenTheReadersItBeingOneCard() throws Exception {
        reader.insert(0, cardFile.path());
        reader.insert(1, cardFile.path());

        assertThat(names(CardTerminals.State.CARD_PRESENT)).containsExactly("Furikomi Software Reader 01 00");
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
}
