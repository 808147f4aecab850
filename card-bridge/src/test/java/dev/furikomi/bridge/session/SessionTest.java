package dev.furikomi.bridge.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.furikomi.card.token.CardToken;
import dev.furikomi.card.token.Identification;
import dev.furikomi.card.token.PasswordEnvelope;
import dev.furikomi.card.token.PasswordEnvelopeOutcome;
import dev.furikomi.card.token.SessionRequest;
import dev.furikomi.card.token.SigningContext;
import dev.furikomi.card.token.TokenOutcome;
import dev.furikomi.card.token.TokenVerifier;
import dev.furikomi.card.trust.BankList;
import dev.furikomi.events.Procedure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One session from its request to its end, with real keys and signatures and a person who does as the test says. */
class SessionTest {
    private static final Waits WAITS = new Waits(Duration.ofMillis(300), Duration.ofMillis(600), Duration.ofMillis(10));

    private final TestAuthority minato = new TestAuthority("Minato");
    private final TestAuthority yamabuki = new TestAuthority("Yamabuki");
    private final TestBank bank = new TestBank(minato.certificate(), yamabuki.certificate());
    private final TestCard card = new TestCard(minato, "acc-0001");
    private final TestReader reader = new TestReader();
    private final TestDialogue person = new TestDialogue();
    private final AtomicReference<Instant> fixed = new AtomicReference<>();
    private final InstantSource clock = () -> fixed.get() == null ? Instant.now() : fixed.get();
    private final Sessions sessions = new Sessions(bank.list(), reader, clock, WAITS, "1.2.3");

    @Test
    void leadsTheStandardProcedureToAnAcceptanceThatTheBankVerifies() {
        reader.insert(card);
        SessionRequest request = bank.session(Procedure.STANDARD);
        String compact = bank.sign(request);
        Session session = open(compact);

        Identification identification = (Identification) granted(call(session, Call.IDENTIFY));
        CardToken proof = (CardToken) granted(call(session, Call.PROVE));
        CardToken acceptance = (CardToken) granted(call(session, Call.ACCEPT));
        call(session, Call.CLOSE, Closing.of("completed", null));

        assertThat(identification.institution())
                .isEqualTo(request.acceptedAuthorities().get(0));
        SigningContext context = SigningContext.of(request, compact, proof.secret());
        TokenVerifier verifier = new TokenVerifier(List.of(minato.certificate()), Clock.systemUTC());
        assertThat(verifier.verifyProof(proof, context, card.publicKey())).isInstanceOf(TokenOutcome.Genuine.class);
        assertThat(verifier.verifyAcceptance(acceptance, context, request.transfer(), card.publicKey()))
                .isInstanceOf(TokenOutcome.Genuine.class);
        assertThat(acceptance.secret()).isNull();
        assertThat(acceptance.bridge()).isEqualTo("1.2.3");
        var opened = (PasswordEnvelopeOutcome.Opened) PasswordEnvelope.open(
                proof.secret(), bank.encryptionKey(), request.windowId(), request.sid(), request.nonce());
        assertThat(opened.secret().password()).isEqualTo("correct horse".toCharArray());
        assertThat(opened.secret().accountReference()).isEqualTo("acc-0001");
        assertThat(person.shown)
                .containsExactly(
                        "reading-card",
                        "card inserted",
                        "checking",
                        "password",
                        "signing",
                        "checking",
                        "accept",
                        "signing",
                        "settling",
                        "closed completed");
    }

    @Test
    void leadsTheShortProcedureToASignedApplication() {
        reader.insert(card);
        SessionRequest request = bank.session(Procedure.SHORT);
        String compact = bank.sign(request);
        Session session = open(compact);

        granted(call(session, Call.IDENTIFY));
        CardToken proof = (CardToken) granted(call(session, Call.PROVE));
        CardToken application = (CardToken) granted(call(session, Call.APPLY));

        SigningContext context = SigningContext.of(request, compact, proof.secret());
        TokenVerifier verifier = new TokenVerifier(List.of(minato.certificate()), Clock.systemUTC());
        assertThat(verifier.verifyApplication(application, context, request.transfer(), card.publicKey()))
                .isInstanceOf(TokenOutcome.Genuine.class);
        assertThat(person.shown).contains("apply").doesNotContain("accept");
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            after,          call,     procedure, answer
            nothing,        PROVE,    STANDARD,  request-invalid
            nothing,        ACCEPT,   STANDARD,  request-invalid
            nothing,        APPLY,    SHORT,     request-invalid
            IDENTIFY,       IDENTIFY, STANDARD,  request-invalid
            IDENTIFY,       ACCEPT,   STANDARD,  request-invalid
            IDENTIFY,       APPLY,    SHORT,     request-invalid
            IDENTIFY PROVE, PROVE,    STANDARD,  request-invalid
            IDENTIFY PROVE, APPLY,    STANDARD,  request-invalid
            IDENTIFY PROVE, ACCEPT,   SHORT,     request-invalid
            IDENTIFY PROVE ACCEPT, ACCEPT, STANDARD, request-invalid
            IDENTIFY PROVE APPLY,  APPLY,  SHORT,    request-invalid
            """)
    void refusesACallOutOfOrderAndGoesOn(String after, Call call, Procedure procedure, String answer) {
        reader.insert(card);
        Session session = open(bank.sign(bank.session(procedure)));
        if (!after.equals("nothing")) {
            for (String earlier : after.split(" ")) {
                granted(call(session, Call.valueOf(earlier)));
            }
        }

        assertThat(code(call(session, call))).isEqualTo(answer);

        assertThat(person.shown).noneMatch(shown -> shown.startsWith("ended"));
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            request,          origin,                         code
            otherOrigin,      http://bank-b.localhost:8083,   origin-not-permitted
            valid,            http://bank-b.localhost:8083,   origin-not-permitted
            valid,            http://bank-a.localhost:8082/,  origin-not-permitted
            valid,            http://evil.example,            origin-not-permitted
            valid,            null,                           origin-not-permitted
            expired,          http://bank-a.localhost:8082,   request-expired
            fromTheFuture,    http://bank-a.localhost:8082,   request-invalid
            ofAnUnknownBank,  http://bank-a.localhost:8082,   bank-unknown
            signedByAnother,  http://bank-a.localhost:8082,   request-invalid
            altered,          http://bank-a.localhost:8082,   request-invalid
            empty,            http://bank-a.localhost:8082,   request-invalid
            used,             http://bank-a.localhost:8082,   request-reused
            """)
    void refusesARequestBeforeAnyReaderIsTouched(String request, String origin, String code) {
        reader.insert(card);

        Opening opening = sessions.open(origin, requestOf(request), person);

        assertThat(code(opening)).isEqualTo(code);
        assertThat(reader.accesses).hasValue(0);
        assertThat(person.shown).isEmpty();
    }

    @Test
    void touchesNoReaderByOpening() {
        reader.insert(card);

        open(bank.request());

        assertThat(reader.accesses).hasValue(0);
    }

    @Test
    void opensOneSessionAtATime() {
        Session first = open(bank.request());
        String second = bank.request();

        assertThat(code(sessions.open(TestBank.ORIGIN, second, person))).isEqualTo("busy");

        first.cancel();
        await().untilAsserted(() ->
                assertThat(sessions.open(TestBank.ORIGIN, second, person)).isInstanceOf(Opening.Opened.class));
    }

    @Test
    void saysNoReader() {
        reader.unplug();
        Session session = open(bank.request());

        assertThat(code(call(session, Call.IDENTIFY))).isEqualTo("no-reader");

        assertShown("connect-reader", "ended no-reader");
    }

    @Test
    void saysNoCardAfterTheWait() {
        Session session = open(bank.request());

        assertThat(code(call(session, Call.IDENTIFY))).isEqualTo("no-card");

        assertShown("insert-card", "card waiting", "ended no-card");
    }

    @Test
    void waitsForACard() {
        Session session = open(bank.request());
        CompletableFuture<Answer> identified = start(session, Call.IDENTIFY, Closing.of(null, null));

        await().until(() -> person.shown.contains("insert-card"));
        reader.insert(card);

        assertThat(identified).succeedsWithin(5, TimeUnit.SECONDS).isInstanceOf(Answer.Granted.class);
    }

    @Test
    void tellsACardOfAnotherBankAndAsksNoPasswordForIt() {
        reader.insert(new TestCard(yamabuki, "acc-0002"));
        Session session = open(bank.request());

        Identification identification = (Identification) granted(call(session, Call.IDENTIFY));

        assertThat(bank.list()
                        .bankOfCardAuthority(identification.institution())
                        .orElseThrow()
                        .bic())
                .isEqualTo("YMBKJPJT");
        assertThat(person.shown).contains("card-of-another-bank");
        assertThat(code(call(session, Call.PROVE))).isEqualTo("request-invalid");
        assertThat(person.shown).doesNotContain("password");
    }

    @Test
    void knowsNoInstitutionOfACardThatOnlyBearsTheName() {
        reader.insert(new TestCard(new TestAuthority("Minato"), "acc-0001"));
        Session session = open(bank.request());

        Identification identification = (Identification) granted(call(session, Call.IDENTIFY));

        assertThat(identification.institution()).isEqualTo(BankList.UNKNOWN_INSTITUTION);
    }

    @Test
    void endsWhenTheCardIsTakenOutBeforeThePassword() {
        reader.insert(card);
        person.password = null;
        Session session = open(bank.request());
        granted(call(session, Call.IDENTIFY));
        CompletableFuture<Answer> proving = start(session, Call.PROVE, Closing.of(null, null));

        await().until(() -> person.shown.contains("password"));
        reader.remove();

        assertThat(code(proving.join())).isEqualTo("card-removed");
        await().until(() -> person.shown.contains("ended card-removed"));
        assertThat(code(call(session, Call.PROVE))).isEqualTo("card-removed");
    }

    @Test
    void signsNothingWithAnotherCardThanTheOneThatProved() {
        reader.insert(card);
        Session session = open(bank.request());
        granted(call(session, Call.IDENTIFY));
        granted(call(session, Call.PROVE));
        person.beforeAcceptance = () -> reader.insert(new TestCard(minato, "acc-0001"));

        assertThat(code(call(session, Call.ACCEPT))).isEqualTo("card-changed");
    }

    @Test
    void tellsThePageWhenTheCardLeavesBetweenCalls() {
        reader.insert(card);
        Session session = open(bank.request());
        granted(call(session, Call.IDENTIFY));

        reader.remove();

        await().until(() -> person.shown.contains("card removed"));
        assertThat(code(call(session, Call.PROVE))).isEqualTo("card-removed");
    }

    @Test
    void handsOutNoSignatureWhenThePersonDeclines() {
        reader.insert(card);
        person.accepts = false;
        Session session = open(bank.request());
        granted(call(session, Call.IDENTIFY));
        granted(call(session, Call.PROVE));

        assertThat(code(call(session, Call.ACCEPT))).isEqualTo("not-accepted");
    }

    @ParameterizedTest
    @CsvSource({"IDENTIFY, cancelled", "PROVE, cancelled", "ACCEPT, not-accepted"})
    void givesWayToACancellationAtEveryPoint(Call waiting, String code) {
        person.password = waiting == Call.PROVE ? null : person.password;
        person.accepts = null;
        Session session = open(bank.request());
        if (waiting != Call.IDENTIFY) {
            reader.insert(card);
            granted(call(session, Call.IDENTIFY));
        }
        if (waiting == Call.ACCEPT) {
            granted(call(session, Call.PROVE));
        }
        CompletableFuture<Answer> pending = start(session, waiting, Closing.of(null, null));

        session.cancel();

        assertThat(code(pending.join())).isEqualTo(code);
        await().until(() -> person.shown.contains("ended " + code));
    }

    @Test
    void throwsTheSignatureAwayThatACancellationOvertook() {
        reader.insert(card);
        Session session = open(bank.request());
        granted(call(session, Call.IDENTIFY));
        granted(call(session, Call.PROVE));
        reader.duringVisit(session::cancel);

        assertThat(code(call(session, Call.ACCEPT))).isEqualTo("not-accepted");
    }

    @Test
    void cannotBeCancelledOnceTheAcceptanceIsSigned() {
        reader.insert(card);
        Session session = open(bank.request());
        granted(call(session, Call.IDENTIFY));
        granted(call(session, Call.PROVE));
        granted(call(session, Call.ACCEPT));

        session.cancel();
        granted(call(session, Call.CLOSE, Closing.of("abandoned", null)));

        assertShown("settling", "closed pending");
    }

    @Test
    void closesAtOnceAlthoughACallWaits() {
        Session session = open(bank.request());
        CompletableFuture<Answer> waiting = start(session, Call.IDENTIFY, Closing.of(null, null));

        granted(call(session, Call.CLOSE, Closing.of("refused", "window-idle")));

        assertThat(code(waiting.join())).isEqualTo("cancelled");
        assertShown("closed refused window-idle");
    }

    @Test
    void endsWithItsRequest() {
        reader.insert(card);
        person.password = null;
        Session session = open(bank.request());
        granted(call(session, Call.IDENTIFY));
        CompletableFuture<Answer> proving = start(session, Call.PROVE, Closing.of(null, null));

        fixed.set(Instant.now().plus(SessionRequest.LIFETIME).plusSeconds(1));

        assertThat(code(proving.join())).isEqualTo("timeout");
    }

    @Test
    void endsWhenNobodyIsThereAnyMore() {
        open(bank.request());

        person.attended = false;

        await().until(() -> person.shown.contains("ended cancelled"));
    }

    private String requestOf(String kind) {
        SessionRequest valid = bank.session(Procedure.STANDARD);
        return switch (kind) {
            case "valid" -> bank.sign(valid);
            case "otherOrigin" ->
                bank.sign(bank.session(Procedure.STANDARD, TestBank.BIC, TestBank.OTHER_ORIGIN, Instant.now()));
            case "expired" ->
                bank.sign(bank.session(
                        Procedure.STANDARD,
                        TestBank.BIC,
                        TestBank.ORIGIN,
                        Instant.now().minusSeconds(301)));
            case "fromTheFuture" ->
                bank.sign(bank.session(
                        Procedure.STANDARD,
                        TestBank.BIC,
                        TestBank.ORIGIN,
                        Instant.now().plusSeconds(200)));
            case "ofAnUnknownBank" ->
                bank.sign(bank.session(Procedure.STANDARD, "XXXXJPJT", TestBank.ORIGIN, Instant.now()));
            case "signedByAnother" -> bank.signByOther(valid);
            case "altered" -> altered(bank.sign(valid), bank.request());
            case "used" -> {
                String used = bank.sign(valid);
                open(used).cancel();
                await().until(() -> person.shown.contains("ended cancelled"));
                person.shown.clear();
                yield used;
            }
            default -> "";
        };
    }

    /** The header and payload of one with the signature of the other. */
    private static String altered(String one, String other) {
        return one.substring(0, one.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
    }

    private void assertShown(String... shown) {
        await().untilAsserted(() -> assertThat(person.shown).containsSubsequence(shown));
    }

    private Session open(String request) {
        return sessions.open(TestBank.ORIGIN, request, person).fold(Opening.Opened::session, refused -> {
            throw new AssertionError(refused.code().wire());
        });
    }

    private static Answer call(Session session, Call call) {
        return call(session, call, Closing.of(null, null));
    }

    private static Answer call(Session session, Call call, Closing closing) {
        return start(session, call, closing).orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static CompletableFuture<Answer> start(Session session, Call call, Closing closing) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        session.call(call, closing, answer::complete);
        return answer;
    }

    private static Object granted(Answer answer) {
        return answer.fold(Answer.Granted::result, refused -> {
            throw new AssertionError(refused.code().wire() + ": " + refused.message());
        });
    }

    private static String code(Answer answer) {
        return answer.fold(granted -> "granted", refused -> refused.code().wire());
    }

    private static String code(Opening opening) {
        return opening.fold(opened -> "opened", refused -> refused.code().wire());
    }
}
