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
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One session from its request to its end, with a person who does as the test says. */
class SessionTest extends SessionFixture {

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
}
