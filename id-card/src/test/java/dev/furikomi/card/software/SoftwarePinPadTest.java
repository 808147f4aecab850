package dev.furikomi.card.software;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.pinpad.PinPad;
import dev.furikomi.card.piv.PinVerified;
import dev.furikomi.card.piv.PivOutcome;
import dev.furikomi.card.piv.PivRefusal;
import dev.furikomi.card.piv.PivSession;
import dev.furikomi.card.piv.PivSlot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import javax.smartcardio.Card;
import javax.smartcardio.TerminalFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class SoftwarePinPadTest {

    @TempDir
    Path directory;

    private SoftwareReader reader;
    private Card card;

    @BeforeEach
    void insertACard() throws Exception {
        SoftwareCardFile file = SoftwareCardFile.create(directory.resolve("a.card.json"), "A card");
        file.generateKey(PivSlot.AUTHENTICATION);
        reader = SoftwareReader.create(directory.resolve("reader"), 1);
        reader.insert(0, file.path());
        card = TerminalFactory.getInstance(SoftwareCardProvider.TYPE, reader.directory(), new SoftwareCardProvider())
                .terminals()
                .list()
                .get(0)
                .connect("*");
    }

    @Test
    void hasNoKeypadUnlessGivenOne() throws Exception {
        assertThat(PinPad.of(card)).isEmpty();

        reader.addPinPad(0);

        assertThat(PinPad.of(card)).isPresent();
    }

    @Test
    void takesThePinFromTheKeypadAndForgetsIt() throws Exception {
        reader.addPinPad(0);
        PivSession session = session();
        CompletableFuture<PivOutcome<PinVerified>> verifying = CompletableFuture.supplyAsync(
                () -> session.verifyPin(PinPad.of(card).orElseThrow()));

        reader.type(0, SoftwareCardFile.PIN_OF_NEW_CARDS);

        assertThat(verifying.get()).isInstanceOf(PivOutcome.Answered.class);
        assertThat(session.sign(PivSlot.AUTHENTICATION, SignatureAlgorithm.ES256, new byte[32]))
                .isInstanceOf(PivOutcome.Answered.class);
        assertThat(Files.size(reader.directory().resolve("pinpad-0"))).isZero();
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            typed,     reason
            000000,    PIN_WRONG
            12345,     PIN_MALFORMED
            123456789, PIN_MALFORMED
            cancel,    PIN_ENTRY_CANCELLED
            """)
    void saysHowTheEntryEnded(String typed, PivRefusal.Reason reason) throws Exception {
        reader.type(0, typed);

        PivOutcome<PinVerified> outcome = session().verifyPin(PinPad.of(card).orElseThrow());

        PivRefusal refusal = ((PivOutcome.Refused<PinVerified>) outcome).refusal();
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.triesLeft())
                .isEqualTo(reason == PivRefusal.Reason.PIN_WRONG ? OptionalInt.of(4) : OptionalInt.empty());
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            language, words
            en,       Enter your PIN
            ja,       暗証番号を入力してください
            fr,       Enter your PIN
            """)
    void showsOnItsDisplayWhatItWaitsFor(Locale language, String words) throws Exception {
        reader.addPinPad(0);
        PivSession session = session();
        PinPad pinPad = PinPad.of(card).orElseThrow().in(language);
        CompletableFuture<PivOutcome<PinVerified>> verifying =
                CompletableFuture.supplyAsync(() -> session.verifyPin(pinPad));

        await().untilAsserted(() -> assertThat(reader.display(0)).isEqualTo(words));
        reader.type(0, SoftwareCardFile.PIN_OF_NEW_CARDS);

        assertThat(verifying.get()).isInstanceOf(PivOutcome.Answered.class);
        assertThat(reader.display(0)).isEmpty();
    }

    @Test
    void noticesThatTheCardIsTakenOutDuringTheEntry() throws Exception {
        reader.addPinPad(0);
        PivSession session = session();
        PinPad pinPad = PinPad.of(card).orElseThrow();
        CompletableFuture<PivOutcome<PinVerified>> verifying =
                CompletableFuture.supplyAsync(() -> session.verifyPin(pinPad));

        reader.remove(0);

        assertThat(((PivOutcome.Refused<PinVerified>) verifying.get()).refusal().reason())
                .isEqualTo(PivRefusal.Reason.CARD_REMOVED);
    }

    private PivSession session() {
        return ((PivOutcome.Answered<PivSession>) PivSession.select(card)).value();
    }
}
