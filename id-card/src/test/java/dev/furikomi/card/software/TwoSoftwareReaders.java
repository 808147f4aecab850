package dev.furikomi.card.software;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.card.Fixtures;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.issuing.CardIssuer;
import dev.furikomi.card.piv.PivOutcome;
import dev.furikomi.card.piv.PivRefusal;
import dev.furikomi.card.piv.PivSession;
import dev.furikomi.card.piv.PivSlot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.TerminalFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two readers and a card, seen through javax.smartcardio. */
@Timeout(30)
abstract class TwoSoftwareReaders {

    static final byte[] DIGEST = new byte[32];
    static final byte[] PIN = SoftwareCardFile.PIN_OF_NEW_CARDS.getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    SoftwareReader reader;
    SoftwareCardFile cardFile;
    CardTerminals terminals;

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

    static CardTerminals terminalsOf(Path readerDirectory) throws GeneralSecurityException {
        return TerminalFactory.getInstance(SoftwareCardProvider.TYPE, readerDirectory, new SoftwareCardProvider())
                .terminals();
    }

    CardTerminal terminal(int slot) throws CardException {
        return terminals.list().get(slot);
    }

    List<String> names(CardTerminals.State state) throws CardException {
        return terminals.list(state).stream().map(CardTerminal::getName).toList();
    }

    static PivOutcome<byte[]> signWith9A(Card card) {
        return PivSession.select(card)
                .then(session -> session.sign(PivSlot.AUTHENTICATION, SignatureAlgorithm.ES256, DIGEST));
    }

    static PivRefusal.Reason reason(PivOutcome<?> outcome) {
        assertThat(outcome).isInstanceOf(PivOutcome.Refused.class);
        return ((PivOutcome.Refused<?>) outcome).refusal().reason();
    }

    interface Change {
        void make() throws IOException;
    }

    static CompletableFuture<Void> later(Change change) {
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
