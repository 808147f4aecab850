package dev.furikomi.bridge.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A bank, a reader, a person, and sessions between them, with real keys and signatures. */
abstract class SessionFixture {
    static final Waits WAITS = new Waits(
            Duration.ofMillis(300),
            Duration.ofMillis(600),
            Duration.ofMillis(10),
            Duration.ofMillis(300),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofMillis(300));

    final TestAuthority minato = new TestAuthority("Minato");
    final TestAuthority yamabuki = new TestAuthority("Yamabuki");
    final TestBank bank = new TestBank(minato.certificate(), yamabuki.certificate());
    final TestCard card = new TestCard(minato, "acc-0001");
    final TestReader reader = new TestReader();
    final TestDialogue person = new TestDialogue();
    final AtomicReference<Instant> fixed = new AtomicReference<>();
    final InstantSource clock = () -> fixed.get() == null ? Instant.now() : fixed.get();
    final Sessions sessions = new Sessions(bank.list(), reader, clock, WAITS, "1.2.3");

    void assertShown(String... shown) {
        await().untilAsserted(() -> assertThat(person.shown).containsSubsequence(shown));
    }

    Session open(String request) {
        return sessions.open(TestBank.ORIGIN, request, person).fold(Opening.Opened::session, refused -> {
            throw new AssertionError(refused.code().wire());
        });
    }

    static Answer call(Session session, Call call) {
        return call(session, call, Closing.of(null, null));
    }

    static Answer call(Session session, Call call, Closing closing) {
        return start(session, call, closing).orTimeout(10, TimeUnit.SECONDS).join();
    }

    static CompletableFuture<Answer> start(Session session, Call call, Closing closing) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        session.call(call, closing, answer::complete);
        return answer;
    }

    static Object granted(Answer answer) {
        return answer.fold(Answer.Granted::result, refused -> {
            throw new AssertionError(refused.code().wire() + ": " + refused.message());
        });
    }

    static String code(Answer answer) {
        return answer.fold(granted -> "granted", refused -> refused.code().wire());
    }

    static String code(Opening opening) {
        return opening.fold(opened -> "opened", refused -> refused.code().wire());
    }
}
