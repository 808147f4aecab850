package dev.furikomi.bridge.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.furikomi.card.token.SessionRequest;
import dev.furikomi.events.Procedure;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may open a session: all of it is decided before any reader is touched. */
class SessionsTest extends SessionFixture {
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

    /** Such as a class that a broken installation lacks. */
    @Test
    void endsASessionThatAnErrorHitsAndGivesItsTurnBack() {
        reader.insert(card);
        reader.duringVisit(() -> {
            throw new NoClassDefFoundError("as the test has it");
        });

        assertThat(code(call(open(bank.request()), Call.IDENTIFY))).isEqualTo("bridge-error");

        assertShown("ended bridge-error");
        reader.duringVisit(() -> {});
        assertThat(code(sessions.open(TestBank.ORIGIN, bank.request(), person))).isEqualTo("opened");
    }

    @Test
    void announcesTheEndAndGivesTheTurnBackWhateverFailsAtTheEnd() {
        sessions.whenOver(() -> {
            throw new NoClassDefFoundError("as the test has it");
        });

        open(bank.request()).cancel();

        assertShown("ended cancelled");
        assertThat(code(sessions.open(TestBank.ORIGIN, bank.request(), person))).isEqualTo("opened");
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
}
