package dev.furikomi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.furikomi.e2e.card.Payment;
import dev.furikomi.e2e.card.Shopper;
import dev.furikomi.e2e.card.StoryCard;
import dev.furikomi.e2e.http.Answer;
import dev.furikomi.e2e.http.OrderFile;
import dev.furikomi.e2e.system.Furikomi;
import dev.furikomi.e2e.system.RunningSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** S304: what account ID and password are worth, and what they are not worth without the card. */
@ExtendWith(RunningSystem.class)
class CredentialsStory {

    private final Furikomi furikomi;

    CredentialsStory(Furikomi furikomi) {
        this.furikomi = furikomi;
    }

    /** The second effect of the source document. */
    @Test
    void rightAccountAndPasswordWithoutTheCardsKeyAreRefusedAndNotEvenCounted() {
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        StoryCard stolenNumbers = furikomi.sameCertificateWithoutItsKey(customer.card());
        OrderFile.Order order = furikomi.newOrder();
        Untouched untouched = Untouched.of(customer, order);
        for (int attempt = 1; attempt <= 6; attempt++) {
            Payment thief = Payment.open(customer.with(stolenNumbers), order);
            thief.showCard().expect(200);
            thief.enterPassword(customer.password()).refused("card-signature-invalid");
            assertThat(thief.window().view().path("reason").asText()).isEqualTo("card-signature-invalid");
        }
        untouched.verify().thenPays();
    }

    @Test
    void aCardThatTheBankNeverRegisteredIsRefusedAndNotCounted() {
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        StoryCard unregistered = furikomi.newCard(furikomi.minato(), customer.reference());
        OrderFile.Order order = furikomi.newOrder();
        Untouched untouched = Untouched.of(customer, order);
        for (int attempt = 1; attempt <= 6; attempt++) {
            Payment payment = Payment.open(customer.with(unregistered), order);
            payment.showCard().expect(200);
            payment.enterPassword(customer.password()).refused("card-unknown");
        }
        untouched.verify().thenPays();
    }

    @Test
    void anExpiredCardIsRefusedAndNotCounted() {
        Shopper late = furikomi.newShopperWithExpiredCard(furikomi.minato());
        OrderFile.Order order = furikomi.newOrder();
        Untouched untouched = Untouched.of(late, order);
        Payment payment = Payment.open(late, order);
        payment.showCard().expect(200);
        payment.enterPassword(late.password()).refused("card-expired");
        untouched.verify().thenPaysWith(furikomi.newShopper(furikomi.minato(), 100_000));
    }

    @Test
    void aBlockedAccountPaysNothing() {
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        OrderFile.Order order = furikomi.newOrder();
        Untouched untouched = Untouched.of(customer, order);
        customer.bank().accountState(customer.account(), "blocked");
        Payment payment = Payment.open(customer, order).untilAuthenticated();
        payment.apply().refused("account-not-usable");
        untouched.verify();
        customer.bank().accountState(customer.account(), "open");
        untouched.thenPays();
    }

    @Test
    void aWrongAccountReferenceAndAWrongPasswordAreAnsweredAlike() {
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        OrderFile.Order order = furikomi.newOrder();
        Untouched untouched = Untouched.of(customer, order);

        Payment wrongPassword = Payment.open(customer, order);
        wrongPassword.showCard().expect(200);
        Answer toPassword = wrongPassword.enterPassword("not the password").refused("credentials-wrong");

        Shopper confused = new Shopper(
                customer.bank(), customer.account(), "no-such-reference", customer.password(), customer.card());
        furikomi.unblock(customer);
        Payment wrongReference = Payment.open(confused, order);
        wrongReference.showCard().expect(200);
        Answer toReference = wrongReference.enterPassword(customer.password()).refused("credentials-wrong");

        assertThat(withoutIds(toReference.body())).isEqualTo(withoutIds(toPassword.body()));
        assertThat(toReference.status()).isEqualTo(toPassword.status());
        untouched.verify().thenPays();
    }

    @Test
    void fiveFailuresBlockTheCardUntilTheBankUnblocksIt() {
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        OrderFile.Order order = furikomi.newOrder();
        Untouched untouched = Untouched.of(customer, order);
        for (int failure = 1; failure <= 5; failure++) {
            Payment payment = Payment.open(customer, order);
            payment.showCard().expect(200);
            payment.enterPassword("wrong " + failure).refused("credentials-wrong");
        }
        Payment blocked = Payment.open(customer, order);
        blocked.showCard().expect(200);
        blocked.enterPassword(customer.password()).refused("card-blocked");
        untouched.verify();
        furikomi.unblock(customer);
        untouched.thenPays();
    }

    @Test
    void successGivesTheAttemptsBack() {
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        OrderFile.Order order = furikomi.newOrder();
        for (int round = 1; round <= 2; round++) {
            for (int failure = 1; failure <= 4; failure++) {
                Payment payment = Payment.open(customer, order);
                payment.showCard().expect(200);
                payment.enterPassword("wrong").refused("credentials-wrong");
            }
            Payment right = Payment.open(customer, order).untilAuthenticated();
            right.window().close("cancelled").expect(200);
        }
        Untouched.of(customer, order).verify().thenPays();
    }

    @Test
    void attemptsInParallelWindowsCannotExceedFive() {
        Shopper customer = furikomi.newShopper(furikomi.minato(), 100_000);
        java.util.List<Payment> windows = java.util.stream.Stream.generate(
                        () -> Payment.open(customer, furikomi.newOrder()))
                .limit(12)
                .toList();
        windows.forEach(payment -> payment.showCard().expect(200));
        java.util.Map<String, Long> answers = windows.parallelStream()
                .map(payment ->
                        payment.enterPassword("guess").body().path("reason").asText())
                .collect(java.util.stream.Collectors.groupingBy(it -> it, java.util.stream.Collectors.counting()));
        assertThat(answers).containsEntry("credentials-wrong", 5L).containsEntry("card-blocked", 7L);
    }

    private static JsonNode withoutIds(JsonNode problem) {
        ObjectNode copy = problem.deepCopy();
        copy.remove("instance");
        return copy;
    }
}
