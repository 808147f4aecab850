package dev.furikomi.bridge.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a session does when its card leaves, is swapped, or its service is restarted. */
class HeldCardTest extends SessionFixture {

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
    void asksNoPasswordForACardThatWasSwappedBetweenCalls() {
        reader.insert(card);
        Session session = open(bank.request());
        granted(call(session, Call.IDENTIFY));
        reader.insert(new TestCard(minato, "acc-0001"));

        assertThat(code(call(session, Call.PROVE))).isEqualTo("card-changed");

        assertThat(person.shown).doesNotContain("password");
    }

    @Test
    void sealsNoPasswordForACardThatWasSwappedWhileItWasTyped() {
        reader.insert(card);
        person.beforePassword = () -> reader.insert(new TestCard(minato, "acc-0001"));
        Session session = open(bank.request());
        granted(call(session, Call.IDENTIFY));

        assertThat(code(call(session, Call.PROVE))).isEqualTo("card-changed");

        assertThat(person.shown).contains("password");
    }

    @Test
    void outlivesARestartOfTheServiceWhileThePersonTypes() {
        reader.insert(card);
        person.beforePassword = () -> reader.has(Trouble.NO_SERVICE);
        Session session = open(bank.request());
        granted(call(session, Call.IDENTIFY));
        CompletableFuture<Answer> proving = start(session, Call.PROVE, Closing.of(null, null));
        await().until(() -> person.shown.contains("signing"));

        reader.has(null);

        granted(proving.join());
    }

    @Test
    void saysNoReaderWhenTheServiceDoesNotComeBack() {
        reader.insert(card);
        person.beforePassword = () -> reader.has(Trouble.NO_SERVICE);
        Session session = open(bank.request());
        granted(call(session, Call.IDENTIFY));

        assertThat(code(call(session, Call.PROVE))).isEqualTo("no-reader");
    }
}
