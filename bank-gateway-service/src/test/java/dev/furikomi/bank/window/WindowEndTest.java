package dev.furikomi.bank.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How windows end on their own, and what happens when several calls come at once. */
@QuarkusTest
@TestProfile(WindowProfile.class)
class WindowEndTest {

    private static MerchantBus merchant;

    @Inject
    IdleWindows idleWindows;

    @Inject
    Pool pool;

    @BeforeAll
    static void listen() {
        merchant = new MerchantBus();
    }

    @AfterAll
    static void stopListening() {
        merchant.close();
    }

    @AfterEach
    void setTheClockRight() {
        MovableClock.reset();
    }

    @Test
    void closesAnIdleWindowOnceHoweverManyReplicasSweep() {
        Purchase purchase = Purchase.withBalance(10_000);
        Shopper shopper = Shopper.opens(purchase).requested();
        MovableClock.moveForward(Duration.ofMinutes(5));

        List<CompletableFuture<Integer>> sweeps = IntStream.range(0, 4)
                .mapToObj(replica -> idleWindows.sweep().subscribeAsCompletionStage())
                .toList();
        sweeps.forEach(CompletableFuture::join);

        assertThat(shopper.looks().getString("reason")).isEqualTo("window-idle");
        assertThat(merchant.outcomesOf(shopper.windowId)).containsExactly("abandoned");
        shopper.accepts().then().statusCode(409).body("closedBecause", equalTo("window-idle"));
        assertThat(purchase.reserved()).isZero();
        Shopper.open(purchase.paymentRequest()).then().statusCode(201);
    }

    @Test
    void refusesACallThatComesToAnIdleWindowBeforeTheSweeper() {
        Shopper shopper = Shopper.opens(Purchase.withBalance(10_000)).requested();
        MovableClock.moveForward(Duration.ofMinutes(5));

        shopper.accepts()
                .then()
                .statusCode(409)
                .body("reason", equalTo("window-closed"))
                .body("closedBecause", equalTo("window-idle"));
        assertThat(merchant.outcomesOf(shopper.windowId)).containsExactly("abandoned");
    }

    @Test
    void keepsAWindowOpenInWhichSomethingHappens() {
        Shopper shopper = Shopper.opens(Purchase.withBalance(10_000));
        MovableClock.moveForward(Duration.ofMinutes(4));
        shopper.startsBridge();
        MovableClock.moveForward(Duration.ofMinutes(4));
        shopper.looks();

        assertThat(idleWindows.sweep().await().atMost(Duration.ofSeconds(10))).isZero();
        assertThat(shopper.looks().getString("status")).isEqualTo("OPEN");

        MovableClock.moveForward(Duration.ofMinutes(1));
        assertThat(idleWindows.sweep().await().atMost(Duration.ofSeconds(10))).isEqualTo(1);
        assertThat(shopper.looks().getString("status")).isEqualTo("CLOSED");
    }

    @Test
    void letsANewerWindowOfTheSameRequestTakeOver() {
        Purchase purchase = Purchase.withBalance(10_000);
        Shopper older = Shopper.opens(purchase).requested();
        Shopper newer = Shopper.opens(purchase);

        older.accepts().then().statusCode(409).body("closedBecause", equalTo("window-superseded"));
        assertThat(merchant.outcomesOf(older.windowId)).containsExactly("abandoned");
        // The request is still in use: the merchant must not let another bank have the order yet.
        assertThat(merchant.supersededBy(older.windowId)).containsExactly(newer.windowId);
        newer.requested().accepts().then().statusCode(200).body("status", equalTo("COMPLETED"));
        assertThat(purchase.booked(purchase.payer)).isEqualTo(4600);
    }

    @Test
    void leavesOneLiveWindowHoweverManyAreOpenedAtOnce() {
        Purchase purchase = Purchase.withBalance(10_000);
        String paymentRequest = purchase.paymentRequest();

        List<CompletableFuture<Response>> opened = IntStream.range(0, 8)
                .mapToObj(browser -> CompletableFuture.supplyAsync(() -> Shopper.open(paymentRequest)))
                .toList();

        assertThat(opened.stream().map(CompletableFuture::join)).allMatch(answer -> answer.statusCode() == 201);
        assertThat(count(
                        "select count(*) from transfer_window where request_id = $1 and status = 'OPEN'",
                        purchase.request.requestId()))
                .isEqualTo(1);
    }

    @Test
    void paysOnceWhenTheAcceptanceComesManyTimesAtOnce() {
        Purchase purchase = Purchase.withBalance(20_000);
        Shopper shopper = Shopper.opens(purchase).requested();
        Map<String, Object> acceptance = Map.of("acceptance", shopper.acceptance(shopper.session.transfer()));

        List<CompletableFuture<Response>> answers = IntStream.range(0, 8)
                .mapToObj(call -> CompletableFuture.supplyAsync(() -> shopper.call("acceptance", acceptance)))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join))
                .allMatch(answer -> answer.statusCode() == 200)
                .allMatch(answer -> List.of("ACCEPTED", "COMPLETED").contains(answer.<String>path("status")));
        assertThat(shopper.looks().getString("status")).isEqualTo("COMPLETED");
        assertThat(purchase.booked(purchase.payer)).isEqualTo(14_600);
        assertThat(merchant.eventsOf(shopper.transferId(), 4)).hasSize(4);
    }

    @Test
    void blocksTheCardWithTheFifthFailureAndNotBefore() {
        Purchase purchase = Purchase.withBalance(10_000);
        for (int left = 4; left >= 0; left--) {
            Shopper shopper = Shopper.opens(purchase);
            shopper.startsBridge();
            shopper.showsCard().then().statusCode(200);
            shopper.proves("wrong password")
                    .then()
                    .statusCode(422)
                    .body("reason", equalTo("credentials-wrong"))
                    .body("attemptsLeft", equalTo(left));
        }
        Shopper blocked = Shopper.opens(purchase);
        blocked.startsBridge();
        blocked.showsCard().then().statusCode(200);
        blocked.proves(Purchase.PASSWORD).then().statusCode(422).body("reason", equalTo("card-blocked"));

        purchase.setCardState("active");
        Shopper.opens(purchase).requested().accepts().then().statusCode(200).body("status", equalTo("COMPLETED"));
    }

    /** The document's second effect: without the card's key, account and password are not even counted. */
    @Test
    void countsNothingThatComesWithoutTheCardsKey() {
        Purchase purchase = Purchase.withBalance(10_000);
        for (int attempt = 0; attempt < 6; attempt++) {
            Shopper thief = Shopper.opens(purchase);
            thief.card = TestCard.issued(WindowBank.BIC, purchase.reference);
            thief.startsBridge();
            thief.showsCard().then().statusCode(200);
            thief.proves(Purchase.PASSWORD).then().statusCode(422).body("reason", equalTo("card-unknown"));
        }

        Shopper owner = Shopper.opens(purchase);
        owner.startsBridge();
        owner.showsCard().then().statusCode(200);
        owner.proves("wrong password").then().body("attemptsLeft", equalTo(4));
    }

    @Test
    void checksOneProofOfASessionAtATime() {
        Purchase purchase = Purchase.withBalance(10_000);
        Shopper shopper = Shopper.opens(purchase);
        shopper.startsBridge();
        shopper.showsCard().then().statusCode(200);
        List<Map<String, Object>> proofs = IntStream.range(0, 6)
                .mapToObj(guess -> Map.<String, Object>of("proof", shopper.proof("guess " + guess, purchase.reference)))
                .toList();

        List<CompletableFuture<Response>> answers = proofs.stream()
                .map(proof -> CompletableFuture.supplyAsync(() -> shopper.call("credentials", proof)))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join).map(answer -> answer.<String>path("reason")))
                .containsOnlyOnce("credentials-wrong")
                .allMatch(List.of("credentials-wrong", "step-out-of-order", "window-closed")::contains);
    }

    @Test
    void keepsTheSessionsKeySealedAndErasesItAtTheEnd() {
        Shopper shopper = Shopper.opens(Purchase.withBalance(10_000));
        shopper.startsBridge();
        String sealed = "select count(*) from transfer_window where id = $1 and session_key_sealed is not null"
                + " and position('\"d\"'::bytea in session_key_sealed) = 0";
        assertThat(count(sealed, UUID.fromString(shopper.windowId))).isEqualTo(1);

        shopper.closes("cancelled").then().statusCode(200);

        assertThat(count(sealed, UUID.fromString(shopper.windowId))).isZero();
    }

    private long count(String query, Object parameter) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(parameter))
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getLong(0);
    }
}
