package dev.furikomi.bridge.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.furikomi.bridge.reader.PinAnswer;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.token.CardPolicy;
import dev.furikomi.card.token.CardToken;
import dev.furikomi.card.token.SessionRequest;
import dev.furikomi.card.token.SigningContext;
import dev.furikomi.card.token.TokenOutcome;
import dev.furikomi.card.token.TokenVerifier;
import dev.furikomi.events.Procedure;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions of a bank whose customers show themselves with the card's PIN. */
class PinPolicyTest extends SessionFixture {
    private static final String WRONG = "000000";

    private final SessionRequest request = bank.pinSession(Procedure.STANDARD);
    private final String compact = bank.sign(request);

    @Test
    void authenticatesWith9AAndAcceptsWith9CEachAfterAPin() {
        reader.insert(card);
        person.pins.addAll(List.of(TestCard.PIN, TestCard.PIN));
        Session session = open(compact);

        granted(call(session, Call.IDENTIFY));
        CardToken proof = (CardToken) granted(call(session, Call.PROVE));
        CardToken acceptance = (CardToken) granted(call(session, Call.ACCEPT));

        assertThat(proof.secret()).isNull();
        SigningContext context = SigningContext.withoutSecret(request, compact);
        TokenVerifier verifier = new TokenVerifier(List.of(minato.certificate()), Clock.systemUTC());
        assertThat(verifier.verifyProof(proof, CardPolicy.PIN, context, card.publicKey(PivSlot.AUTHENTICATION)))
                .isInstanceOf(TokenOutcome.Genuine.class);
        assertThat(verifier.verifyAcceptance(
                        acceptance, CardPolicy.PIN, context, request.transfer(), card.publicKey(PivSlot.SIGNATURE)))
                .isInstanceOf(TokenOutcome.Genuine.class);
        assertThat(person.shown)
                .containsExactly(
                        "reading-card",
                        "card inserted",
                        "checking",
                        "pin {label=authenticate, triesLeft=3}",
                        "signing",
                        "checking",
                        "accept",
                        "pin {label=accept, triesLeft=3}",
                        "signing",
                        "settling");
    }

    @Test
    void sendsNothingBetweenThePinAndTheSignature() {
        reader.insert(card);
        person.pins.addAll(List.of(TestCard.PIN, TestCard.PIN));
        Session session = open(compact);
        granted(call(session, Call.IDENTIFY));
        granted(call(session, Call.PROVE));
        granted(call(session, Call.ACCEPT));

        assertThat(card.asked).containsSubsequence("certificate 9A", "verify", "sign 9A");
        assertThat(card.asked.get(card.asked.indexOf("verify") + 1)).isEqualTo("sign 9A");
        assertThat(card.asked.get(card.asked.lastIndexOf("verify") + 1)).isEqualTo("sign 9C");
    }

    @Test
    void asksAgainAfterAWrongPinAndSaysHowManyTriesAreLeft() {
        reader.insert(card);
        person.pins.addAll(List.of(WRONG, TestCard.PIN));
        Session session = open(compact);
        granted(call(session, Call.IDENTIFY));

        granted(call(session, Call.PROVE));

        assertThat(person.shown)
                .containsSubsequence(
                        "pin {label=authenticate, triesLeft=3}",
                        "pin {label=authenticate, triesLeft=2, fault=wrong}",
                        "checking");
    }

    @Test
    void sendsNoPinOfAWrongLengthToTheCard() {
        reader.insert(card);
        person.pins.addAll(List.of("12345", "123456789", "", TestCard.PIN));
        Session session = open(compact);
        granted(call(session, Call.IDENTIFY));

        granted(call(session, Call.PROVE));

        assertThat(card.asked.stream().filter("verify"::equals)).hasSize(1);
        assertThat(person.shown).contains("pin {label=authenticate, triesLeft=3, fault=malformed}");
    }

    @Test
    void usesTheLastTryOnlyAfterThePersonSaidSo() {
        reader.insert(card);
        card.triesLeft = 1;
        person.dares = false;
        Session session = open(compact);
        granted(call(session, Call.IDENTIFY));

        assertThat(code(call(session, Call.PROVE))).isEqualTo("cancelled");

        assertThat(person.shown).contains("last-try").noneMatch(shown -> shown.startsWith("pin "));
        assertThat(card.asked).doesNotContain("verify");
    }

    @Test
    void blocksTheCardOnlyWithTheLastTryThatThePersonWanted() {
        reader.insert(card);
        card.triesLeft = 2;
        person.pins.addAll(List.of(WRONG, WRONG));
        Session session = open(compact);
        granted(call(session, Call.IDENTIFY));

        assertThat(code(call(session, Call.PROVE))).isEqualTo("pin-blocked");

        assertShown("pin {label=authenticate, triesLeft=2}", "last-try", "ended pin-blocked");
    }

    @Test
    void asksNoPinOfABlockedCard() {
        reader.insert(card);
        card.triesLeft = 0;
        Session session = open(compact);
        granted(call(session, Call.IDENTIFY));

        assertThat(code(call(session, Call.PROVE))).isEqualTo("pin-blocked");

        assertThat(person.shown).noneMatch(shown -> shown.startsWith("pin "));
    }

    @Test
    void doesNotSendAPinThatWasTypedForMoreTriesThanAreLeft() {
        reader.insert(card);
        Session session = open(compact);
        granted(call(session, Call.IDENTIFY));
        CompletableFuture<Answer> proving = start(session, Call.PROVE, Closing.of(null, null));
        await().until(() -> person.shown.contains("pin {label=authenticate, triesLeft=3}"));
        card.triesLeft = 1; // Another program's doing.
        person.dares = false;

        person.typePin(TestCard.PIN);

        assertThat(code(proving.join())).isEqualTo("cancelled");
        assertThat(card.asked).doesNotContain("verify");
    }

    @Test
    void letsTheReaderAskForThePinWhenItHasKeys() {
        reader.insert(card);
        card.onReader = new PinAnswer.Accepted();
        Session session = open(compact);
        granted(call(session, Call.IDENTIFY));

        granted(call(session, Call.PROVE));

        assertThat(person.shown)
                .contains("pin-on-reader {label=authenticate, triesLeft=3}")
                .noneMatch(shown -> shown.startsWith("pin "));
        assertThat(card.asked)
                .containsSubsequence("verify on reader", "sign 9A")
                .doesNotContain("verify");
    }

    @Test
    void hasTheReaderSpeakWhatThePersonReadsAtThatMoment() {
        reader.insert(card);
        card.onReader = new PinAnswer.Accepted();
        person.language = Language.JAPANESE;
        Session session = open(compact);
        granted(call(session, Call.IDENTIFY));
        granted(call(session, Call.PROVE));
        person.language = Language.ENGLISH;

        granted(call(session, Call.ACCEPT));

        assertThat(card.readerSpoke).containsExactly("ja", "en");
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            answer,    code
            CANCELLED, cancelled
            TIMED_OUT, timeout
            BLOCKED,   pin-blocked
            """)
    void namesWhatTheReadersKeysSay(String answer, String code) {
        reader.insert(card);
        card.onReader = switch (answer) {
            case "CANCELLED" -> new PinAnswer.CancelledOnReader();
            case "TIMED_OUT" -> new PinAnswer.TimedOutOnReader();
            default -> new PinAnswer.Blocked();
        };
        Session session = open(compact);
        granted(call(session, Call.IDENTIFY));

        assertThat(code(call(session, Call.PROVE))).isEqualTo(code);
    }

    @Test
    void asksAgainAfterAWrongPinOnTheReader() {
        reader.insert(card);
        card.onReader = new PinAnswer.Wrong(OptionalInt.of(2));
        Session session = open(compact);
        granted(call(session, Call.IDENTIFY));
        CompletableFuture<Answer> proving = start(session, Call.PROVE, Closing.of(null, null));
        await().until(() -> person.shown.contains("pin-on-reader {label=authenticate, triesLeft=3, fault=wrong}"));

        card.onReader = new PinAnswer.Accepted();

        granted(proving.join());
    }

    @Test
    void givesNoPinToACardThatWasSwappedWhileItWasTyped() {
        reader.insert(card);
        Session session = open(compact);
        granted(call(session, Call.IDENTIFY));
        CompletableFuture<Answer> proving = start(session, Call.PROVE, Closing.of(null, null));
        await().until(() -> person.shown.contains("pin {label=authenticate, triesLeft=3}"));
        TestCard other = new TestCard(minato, "acc-0002");
        reader.insert(other);

        person.typePin(TestCard.PIN);

        assertThat(code(proving.join())).isEqualTo("card-changed");
        assertThat(other.asked).doesNotContain("verify");
    }

    @Test
    void readsNoCardThatCannotAccept() {
        card.lacks(PivSlot.SIGNATURE);
        reader.insert(card);

        assertThat(code(call(open(compact), Call.IDENTIFY))).isEqualTo("card-unreadable");
    }

    @Test
    void takesAPinThatIsNotTypedForAnAcceptanceAsANo() {
        reader.insert(card);
        person.pins.add(TestCard.PIN);
        Session session = open(compact);
        granted(call(session, Call.IDENTIFY));
        granted(call(session, Call.PROVE));
        CompletableFuture<Answer> accepting = start(session, Call.ACCEPT, Closing.of(null, null));
        await().until(() -> person.shown.contains("pin {label=accept, triesLeft=3}"));

        session.cancel();

        assertThat(code(accepting.join())).isEqualTo("not-accepted");
    }
}
