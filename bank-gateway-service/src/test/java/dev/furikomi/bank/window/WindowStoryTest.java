package dev.furikomi.bank.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.furikomi.bank.ForeignAuthority;
import dev.furikomi.bank.KeyCard;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.token.CardToken;
import dev.furikomi.card.token.Identification;
import dev.furikomi.card.token.PasswordEnvelope;
import dev.furikomi.card.token.SignedBytes;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The standard procedure from S301 to S308, told over HTTP with a software card. */
@QuarkusTest
@TestProfile(WindowProfile.class)
class WindowStoryTest {

    private static MerchantBus merchant;

    @Inject
    Windows windows;

    @BeforeAll
    static void listen() {
        merchant = new MerchantBus();
    }

    @AfterAll
    static void stopListening() {
        merchant.close();
    }

    @Test
    void movesAWindowOnlyAsItWasSeen() {
        Shopper shopper = Shopper.opens(Purchase.withBalance(10_000));
        Window opened = found(shopper);
        shopper.startsBridge();
        Window seen = found(shopper);
        Window recognised = seen.recognised(MovableClock.now());

        assertThat(written(opened, opened.recognised(MovableClock.now()))).isFalse();
        assertThat(written(seen, recognised)).isTrue();
        assertThat(found(shopper).status()).isEqualTo(WindowStatus.CARD_RECOGNISED);
        assertThat(written(seen, recognised)).isFalse();
        assertThat(written(recognised, recognised.withProofTaken(true, MovableClock.now())))
                .isTrue();
        assertThat(written(recognised, recognised.withProofTaken(true, MovableClock.now())))
                .isFalse();
    }

    private Window found(Shopper shopper) {
        return windows.find(UUID.fromString(shopper.windowId))
                .await()
                .atMost(Duration.ofSeconds(5))
                .orElseThrow();
    }

    private boolean written(Window seen, Window next) {
        return windows.updateUnchanged(seen, next).await().atMost(Duration.ofSeconds(5));
    }

    @Test
    void leadsFromThePaymentRequestToThePaidOrder() {
        Purchase purchase = Purchase.withBalance(10_000);

        Shopper shopper = Shopper.opens(purchase);
        assertThat(shopper.opened.getString("status")).isEqualTo("OPEN");
        assertThat(shopper.opened.getString("instructedAmount.amount")).isEqualTo("5400");
        assertThat(shopper.opened.getString("procedure")).isEqualTo("standard");

        shopper.startsBridge();
        shopper.showsCard().then().statusCode(200).body("status", equalTo("CARD_RECOGNISED"));
        shopper.proves(Purchase.PASSWORD).then().statusCode(200).body("status", equalTo("AUTHENTICATED"));
        shopper.asksForTransfer().then().statusCode(200).body("status", equalTo("REQUESTED"));
        assertThat(purchase.reserved()).isZero();

        shopper.accepts()
                .then()
                .statusCode(200)
                .body("status", equalTo("COMPLETED"))
                .body("outcome", equalTo("completed"))
                .body("reason", nullValue());

        assertThat(purchase.booked(purchase.payer)).isEqualTo(4600);
        assertThat(purchase.booked(purchase.payee)).isEqualTo(5400);
        assertThat(purchase.reserved()).isZero();
        assertThat(Purchase.ledgerBalances()).isTrue();
        assertThat(shopper.looks().getList("timeline.step"))
                .isEqualTo(List.of(
                        "S301", "S105", "S106", "S107", "S302", "S303", "S108", "S304", "S109", "S305", "S306", "S110",
                        "S307", "S308"));
        assertThat(merchant.eventsOf(shopper.transferId(), 4))
                .containsExactly("transfer-request", "transfer-accepted", "transfer-completed", "window-closed");
        assertThat(merchant.outcomesOf(shopper.windowId)).containsExactly("completed");
    }

    @Test
    void answersAnAcceptanceThatComesAgainTheSameAndPaysOnce() {
        Purchase purchase = Purchase.withBalance(20_000);
        Shopper shopper = Shopper.opens(purchase).requested();

        Response first = shopper.accepts();
        Response again = shopper.accepts();

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(purchase.booked(purchase.payer)).isEqualTo(14_600);
    }

    @Test
    void takesEachStepAgainWithTheSameContentAndNoStepBeforeItsTurn() {
        Purchase purchase = Purchase.withBalance(10_000);
        Shopper shopper = Shopper.opens(purchase);
        shopper.asksForTransfer().then().statusCode(409).body("reason", equalTo("step-out-of-order"));
        shopper.startsBridge();
        shopper.showsCard().then().statusCode(200);
        shopper.showsCard().then().statusCode(200).body("status", equalTo("CARD_RECOGNISED"));
        var proof = java.util.Map.of(
                "proof", shopper.proof(Purchase.PASSWORD, shopper.card.certificate.accountReference()));
        shopper.accepts().then().statusCode(409).body("reason", equalTo("step-out-of-order"));
        shopper.call("credentials", proof).then().statusCode(200).body("status", equalTo("AUTHENTICATED"));
        shopper.call("credentials", proof).then().statusCode(200).body("status", equalTo("AUTHENTICATED"));
        shopper.showsCard().then().statusCode(409).body("reason", equalTo("step-out-of-order"));
        shopper.asksForTransfer().then().statusCode(200);
        shopper.asksForTransfer().then().statusCode(200).body("status", equalTo("REQUESTED"));
        shopper.accepts().then().statusCode(200).body("status", equalTo("COMPLETED"));
        shopper.closes("cancelled").then().statusCode(409).body("reason", equalTo("step-out-of-order"));

        assertThat(merchant.eventsOf(shopper.transferId(), 4)).hasSize(4);
    }

    @Test
    void goesOnWithAFreshBridgeSessionAfterTheCardWindowWasLost() {
        Purchase purchase = Purchase.withBalance(10_000);
        Shopper shopper = Shopper.opens(purchase).requested();

        shopper.requested().accepts().then().statusCode(200).body("status", equalTo("COMPLETED"));

        assertThat(merchant.eventsOf(shopper.transferId(), 4))
                .containsExactly("transfer-request", "transfer-accepted", "transfer-completed", "window-closed");
    }

    @ParameterizedTest
    @EnumSource
    void paysWithAnImportedCardOfAnyAlgorithmAndThePassword(SignatureAlgorithm algorithm) {
        Purchase purchase = Purchase.withBalance(10_000);
        ForeignAuthority company = ForeignAuthority.in(TestCard.directory());
        KeyCard card =
                KeyCard.of((key, slot) -> company.issue(key, "CN=Sakura Mori"), algorithm, PivSlot.CARD_AUTHENTICATION);
        Purchase.put("/cards/" + card.cardId(), Map.of("certificates", card.pems(), "account", purchase.payer));
        Shopper shopper = Shopper.opens(purchase);
        shopper.startsBridge();
        shopper.call("card", Map.of("identification", Identification.of(shopper.session, company.institution())))
                .then()
                .statusCode(200);
        CardCertificate certificate = card.certificate(PivSlot.CARD_AUTHENTICATION);
        shopper.secret =
                PasswordEnvelope.seal(shopper.session, certificate.accountReference(), Purchase.PASSWORD.toCharArray());

        shopper.call(
                        "credentials",
                        Map.of(
                                "proof",
                                CardToken.proof(
                                        shopper.session.sid(),
                                        PivSlot.CARD_AUTHENTICATION,
                                        certificate,
                                        card.sign(
                                                PivSlot.CARD_AUTHENTICATION,
                                                SignedBytes.authenticate(shopper.context(), algorithm)),
                                        shopper.secret,
                                        Shopper.VERSION)))
                .then()
                .statusCode(200);
        shopper.asksForTransfer().then().statusCode(200);
        byte[] accepted = card.sign(
                PivSlot.CARD_AUTHENTICATION,
                SignedBytes.accept(shopper.context(), shopper.session.transfer(), algorithm));
        shopper.call(
                        "acceptance",
                        Map.of(
                                "acceptance",
                                CardToken.acceptance(
                                        shopper.session.sid(),
                                        PivSlot.CARD_AUTHENTICATION,
                                        certificate,
                                        accepted,
                                        Shopper.VERSION)))
                .then()
                .statusCode(200)
                .body("status", equalTo("COMPLETED"));

        assertThat(purchase.booked(purchase.payer)).isEqualTo(10_000 - Purchase.PRICE);
    }
}
