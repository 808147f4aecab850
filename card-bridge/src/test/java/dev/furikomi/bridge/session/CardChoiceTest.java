package dev.furikomi.bridge.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.furikomi.bridge.reader.CardTroubleException.Trouble;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.token.CardToken;
import dev.furikomi.card.token.Identification;
import dev.furikomi.card.trust.TrustedCardAuthority;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Which card a session works with when there are several readers. */
class CardChoiceTest extends SessionFixture {
    private final TestReader left = new TestReader("Left");
    private final TestReader right = new TestReader("Right");
    private final Sessions atDesk =
            new Sessions(bank.list(), new TestReaders(List.of(left, right)), clock, WAITS, "1.2.3");
    private final TestCard foreign = new TestCard(yamabuki, "acc-9");

    @Test
    void takesTheCardWhoseIssuerTheBankAccepts() throws Exception {
        left.insert(foreign);
        right.insert(card);

        assertThat(identifiedWith()).isEqualTo(institutionOf(minato));
        assertThat(person.shown).noneMatch(shown -> shown.startsWith("choice"));
    }

    @Test
    void asksWhichOfSeveralCardsThatFit() throws Exception {
        TestCard other = new TestCard(minato, "acc-0002");
        left.insert(other);
        right.insert(card);
        person.choice = 1;
        Session session = openAtDesk();

        granted(call(session, Call.IDENTIFY));
        CardToken proof = (CardToken) granted(call(session, Call.PROVE));

        assertThat(person.shown).containsSubsequence("choice Left", "choice Right", "password");
        assertThat(proof.unverifiedCertificate().orElseThrow().publicKey()).isEqualTo(card.publicKey());
    }

    @Test
    void prefersACardThatHasNotExpired() throws Exception {
        TestCard old = new TestCard(minato, "acc-0002");
        old.has(
                PivSlot.CARD_AUTHENTICATION,
                minato.card(
                        "acc-0002",
                        TestAuthority.newKeys(),
                        PivSlot.CARD_AUTHENTICATION,
                        Instant.now().minusSeconds(60)));
        left.insert(old);
        right.insert(card);

        assertThat(identifiedWith()).isEqualTo(institutionOf(minato));
        assertThat(person.shown).contains("checking").noneMatch(shown -> shown.startsWith("choice"));
    }

    @Test
    void leavesAnExpiredCardToTheBankAndSaysSo() throws Exception {
        card.has(
                PivSlot.CARD_AUTHENTICATION,
                minato.card(
                        "acc-0001",
                        TestAuthority.newKeys(),
                        PivSlot.CARD_AUTHENTICATION,
                        Instant.now().minusSeconds(60)));
        right.insert(card);

        assertThat(identifiedWith()).isEqualTo(institutionOf(minato));
        assertThat(person.shown).contains("checking-expired-card");
    }

    @Test
    void takesTheCardThatIsLeftWhenThePersonPullsTheOtherOneOut() throws Exception {
        left.insert(new TestCard(minato, "acc-0002"));
        right.insert(card);
        person.choice = null;
        Session session = openAtDesk();
        CompletableFuture<Answer> identifying = start(session, Call.IDENTIFY, Closing.of(null, null));
        await().until(() -> person.shown.contains("choice Right"));

        left.remove();

        granted(identifying.join());
        CardToken proof = (CardToken) granted(call(session, Call.PROVE));
        assertThat(proof.unverifiedCertificate().orElseThrow().publicKey()).isEqualTo(card.publicKey());
    }

    @Test
    void waitsForTheBanksCardWhileAnotherReaderIsEmpty() throws Exception {
        left.insert(foreign);
        Session session = openAtDesk();
        CompletableFuture<Answer> identifying = start(session, Call.IDENTIFY, Closing.of(null, null));
        await().until(() -> person.shown.contains("insert-other-card"));

        right.insert(card);

        assertThat(((Identification) granted(identifying.join())).institution()).isEqualTo(institutionOf(minato));
    }

    @Test
    void tellsTheForeignCardAtLast() throws Exception {
        left.insert(foreign);

        assertThat(identifiedWith()).isEqualTo(institutionOf(yamabuki));
        assertThat(person.shown).containsSubsequence("insert-other-card", "card-of-another-bank");
    }

    @Test
    void tellsAForeignCardAtOnceThatThePersonHasJustInserted() throws Exception {
        Session session = openAtDesk();
        CompletableFuture<Answer> identifying = start(session, Call.IDENTIFY, Closing.of(null, null));
        await().until(() -> person.shown.contains("insert-card"));

        left.insert(foreign);

        assertThat(((Identification) granted(identifying.join())).institution()).isEqualTo(institutionOf(yamabuki));
        assertThat(person.shown).doesNotContain("insert-other-card");
    }

    @Test
    void doesNotMindACardThatAnotherProgramHoldsWhenThereIsTheBanksOwn() throws Exception {
        left.insert(foreign);
        left.has(Trouble.BUSY);
        right.insert(card);

        assertThat(identifiedWith()).isEqualTo(institutionOf(minato));
    }

    @Test
    void saysThatTheReaderIsBusyWhenNoOtherCardWillDo() {
        left.insert(card);
        left.has(Trouble.BUSY);
        right.insert(foreign);

        assertThat(code(call(openAtDesk(), Call.IDENTIFY))).isEqualTo("reader-busy");
    }

    private String identifiedWith() {
        return ((Identification) granted(call(openAtDesk(), Call.IDENTIFY))).institution();
    }

    private Session openAtDesk() {
        return atDesk.open(TestBank.ORIGIN, bank.request(), person).fold(Opening.Opened::session, refused -> {
            throw new AssertionError(refused.code().wire());
        });
    }

    private static String institutionOf(TestAuthority authority) {
        return TrustedCardAuthority.of(authority.certificate()).spkiSha256();
    }
}
