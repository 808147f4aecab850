package dev.furikomi.card.software;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.furikomi.card.apdu.Instruction;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.piv.PivOutcome;
import dev.furikomi.card.piv.PivRefusal;
import dev.furikomi.card.piv.PivSession;
import dev.furikomi.card.piv.PivSlot;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CommandAPDU;
import org.junit.jupiter.api.Test;

/** Connections to a card: what they share, keep from each other, and lose with it. */
class SoftwareCardConnectionTest extends TwoSoftwareReaders {

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
}
