package dev.furikomi.bank.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.token.CardToken;
import dev.furikomi.card.token.Identification;
import dev.furikomi.card.token.SigningLabel;
import dev.furikomi.card.token.Transfer;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every refusal that the bank decides inside a window. Whatever it is: the window closes, the merchant hears the coarse
 * outcome once, nothing moves, nothing is reserved, and the order can be tried again.
 */
@QuarkusTest
@TestProfile(WindowProfile.class)
class WindowRefusalTest {

    private static final long BALANCE = 10_000;
    private static MerchantBus merchant;

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

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void closesTheWindowAndLeavesMoneyAndOrderAlone(
            String what, String reason, int status, String outcome, BiFunction<Purchase, Shopper, Response> attempt) {
        Purchase purchase = Purchase.withBalance(what.equals("balance too small") ? Purchase.PRICE - 1 : BALANCE);
        long before = purchase.booked(purchase.payer);
        Shopper shopper = Shopper.opens(purchase);

        Response refused = attempt.apply(purchase, shopper);

        refused.then().statusCode(status).body("reason", equalTo(reason));
        assertThat(shopper.looks().getString("status")).isEqualTo("CLOSED");
        assertThat(shopper.looks().getString("reason")).isEqualTo(reason);
        shopper.closes("cancelled")
                .then()
                .statusCode(409)
                .body("reason", equalTo("window-closed"))
                .body("closedBecause", equalTo(reason));
        assertThat(merchant.outcomesOf(shopper.windowId)).containsExactly(outcome);
        assertThat(merchant.names(shopper.transferId())).doesNotContain("transfer-accepted", "transfer-completed");
        assertThat(purchase.reserved()).isZero();
        assertThat(purchase.booked(purchase.payer)).isEqualTo(before);
        assertThat(purchase.booked(purchase.payee)).isZero();
        assertThat(Purchase.ledgerBalances()).isTrue();
        Response again = Shopper.open(purchase.paymentRequest());
        if (reason.equals("payment-request-expired")) {
            again.then().statusCode(409).body("reason", equalTo("payment-request-expired"));
        } else {
            again.then().statusCode(201).body("status", equalTo("OPEN"));
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refused("card of another bank", "card-of-another-bank", 422, (purchase, shopper) -> {
                    shopper.card = TestCard.issued(WindowBank.OTHER_BIC, purchase.reference);
                    shopper.startsBridge();
                    return shopper.showsCard();
                }),
                refused("card of no bank of the list", "card-of-another-bank", 422, (purchase, shopper) -> {
                    shopper.startsBridge();
                    return shopper.call(
                            "card", Map.of("identification", Identification.of(shopper.session, "unknown")));
                }),
                refused(
                        "card of another bank that says it is ours",
                        "card-of-another-bank",
                        422,
                        (purchase, shopper) -> {
                            shopper.startsBridge();
                            shopper.showsCard().then().statusCode(200);
                            shopper.card = TestCard.issued(WindowBank.OTHER_BIC, purchase.reference);
                            return shopper.proves(Purchase.PASSWORD);
                        }),
                refused("unknown card", "card-unknown", 422, (purchase, shopper) -> {
                    shopper.card = TestCard.issued(WindowBank.BIC, purchase.reference);
                    return recognised(shopper).proves(Purchase.PASSWORD);
                }),
                refused("blocked card", "card-blocked", 422, (purchase, shopper) -> {
                    purchase.setCardState("blocked");
                    return recognised(shopper).proves(Purchase.PASSWORD);
                }),
                refused("expired card", "card-expired", 422, (purchase, shopper) -> {
                    shopper.card = TestCard.issued(
                            WindowBank.BIC,
                            purchase.reference,
                            new Validity(
                                    MovableClock.now().minus(Duration.ofHours(3)),
                                    MovableClock.now().minus(Duration.ofHours(1))));
                    return recognised(shopper).proves(Purchase.PASSWORD);
                }),
                refused("wrong password", "credentials-wrong", 422, (purchase, shopper) -> recognised(shopper)
                        .proves("wrong password")),
                refused("wrong account reference", "credentials-wrong", 422, (purchase, shopper) -> recognised(shopper)
                        .proves(Purchase.PASSWORD, "ref-of-nobody")),
                refused("account reference of somebody else", "credentials-wrong", 422, (purchase, shopper) -> {
                    Purchase other = Purchase.withBalance(0);
                    purchase.permitAgain();
                    return recognised(shopper).proves(Purchase.PASSWORD, other.reference);
                }),
                refused(
                        "right account and password with another key",
                        "card-signature-invalid",
                        422,
                        (purchase, shopper) -> {
                            recognised(shopper);
                            CardToken genuine = shopper.proof(Purchase.PASSWORD, purchase.reference);
                            TestCard stranger = TestCard.issued(WindowBank.BIC, purchase.reference);
                            byte[] signature =
                                    stranger.sign(dev.furikomi.card.token.SignedBytes.authenticate(shopper.context()));
                            CardToken forged = CardToken.proof(
                                    shopper.session.sid(),
                                    purchase.card.certificate,
                                    signature,
                                    genuine.secret(),
                                    "test");
                            return shopper.call("credentials", Map.of("proof", forged));
                        }),
                refused("proof from another window with its session", "session-unknown", 409, (purchase, shopper) -> {
                    Shopper elsewhere = recognised(Shopper.opens(
                            purchase.requestForAnotherOrder().sign(Purchase.MERCHANT_KEY), purchase.card));
                    CardToken proof = elsewhere.proof(Purchase.PASSWORD, purchase.reference);
                    return recognised(shopper).call("credentials", Map.of("proof", proof));
                }),
                refused(
                        "proof from another window under this session",
                        "card-signature-invalid",
                        422,
                        (purchase, shopper) -> {
                            Shopper elsewhere = recognised(Shopper.opens(
                                    purchase.requestForAnotherOrder().sign(Purchase.MERCHANT_KEY), purchase.card));
                            CardToken proof = elsewhere.proof(Purchase.PASSWORD, purchase.reference);
                            recognised(shopper);
                            CardToken relabelled = new CardToken(
                                    proof.format(),
                                    proof.label(),
                                    shopper.session.sid().toString(),
                                    proof.slot(),
                                    proof.algorithm(),
                                    proof.certificate(),
                                    proof.signature(),
                                    proof.secret(),
                                    proof.bridge());
                            return shopper.call("credentials", Map.of("proof", relabelled));
                        }),
                refused("proof of a session that came too late", "session-expired", 409, (purchase, shopper) -> {
                    shopper.startsBridge();
                    MovableClock.moveForward(Duration.ofMinutes(2));
                    shopper.showsCard().then().statusCode(200);
                    // The window is not idle yet, but the session's five minutes are over.
                    MovableClock.moveForward(Duration.ofSeconds(181));
                    return shopper.proves(Purchase.PASSWORD);
                }),
                refused("balance too small", "balance-insufficient", 422, (purchase, shopper) -> shopper.authenticated()
                        .asksForTransfer()),
                altered(
                        "payee tampered",
                        shown -> withField(
                                shown,
                                "creditor",
                                Map.of("name", "Hanaya", "agent", WindowBank.BIC, "account", "P-evil"))),
                altered("payee's name tampered", shown -> withField(shown, "creditor.name", "Evil")),
                altered(
                        "amount tampered",
                        shown -> withField(shown, "instructedAmount", Map.of("currency", "JPY", "amount", "54"))),
                altered(
                        "currency tampered",
                        shown -> withField(shown, "instructedAmount", Map.of("currency", "KRW", "amount", "5400"))),
                altered("order tampered", shown -> withField(shown, "orderNumber", "HN-OTHER")),
                altered(
                        "transfer id tampered",
                        shown -> withField(
                                shown, "transferId", java.util.UUID.randomUUID().toString())),
                refused("payment request expires before S305", "payment-request-expired", 409, (purchase, shopper) -> {
                    shopper.authenticated();
                    awaken(shopper);
                    return shopper.asksForTransfer();
                }),
                refused("acceptance after the session ran out", "session-expired", 409, (purchase, shopper) -> {
                    shopper.startsBridge();
                    MovableClock.moveForward(Duration.ofMinutes(4));
                    shopper.showsCard().then().statusCode(200);
                    shopper.proves(Purchase.PASSWORD).then().statusCode(200);
                    shopper.asksForTransfer().then().statusCode(200);
                    MovableClock.moveForward(Duration.ofSeconds(61));
                    return shopper.accepts();
                }),
                refused("acceptance of another transfer", "card-signature-invalid", 422, (purchase, shopper) -> {
                    shopper.requested();
                    return shopper.accepts(cheaper(shopper.session.transfer()));
                }),
                refused("acceptance by another card", "card-changed", 422, (purchase, shopper) -> {
                    TestCard second = TestCard.issued(WindowBank.BIC, purchase.reference);
                    purchase.register(second);
                    shopper.requested();
                    shopper.card = second;
                    return shopper.accepts();
                }),
                refused(
                        "acceptance bound to another password envelope",
                        "card-signature-invalid",
                        422,
                        (purchase, shopper) -> {
                            shopper.requested();
                            shopper.proof(Purchase.PASSWORD, purchase.reference);
                            return shopper.accepts();
                        }),
                refused("proof in place of the acceptance", "card-signature-invalid", 422, (purchase, shopper) -> {
                    shopper.requested();
                    CardToken proof = shopper.proof(Purchase.PASSWORD, purchase.reference);
                    return shopper.call("acceptance", Map.of("acceptance", proof));
                }),
                refused("card blocked before the acceptance", "card-blocked", 422, (purchase, shopper) -> {
                    shopper.requested();
                    purchase.setCardState("blocked");
                    return shopper.accepts();
                }),
                refused("proof by 9A", "card-unreadable", 409, "abandoned", (purchase, shopper) -> withPinCard(
                                purchase, recognised(shopper))
                        .proves()),
                refused("proof by 9A with the password", "card-unreadable", 409, "abandoned", (purchase, shopper) -> {
                    recognised(shopper).proof(Purchase.PASSWORD, purchase.reference);
                    CardToken token = withPinCard(purchase, shopper)
                            .token(PivSlot.AUTHENTICATION, SigningLabel.AUTHENTICATE, null, shopper.context());
                    return shopper.call("credentials", Map.of("proof", withSecret(token, shopper.secret)));
                }),
                refused("acceptance by 9C", "card-changed", 422, (purchase, shopper) -> withPinCard(
                                purchase, shopper.requested())
                        .accepts()),
                Arguments.of(
                        "card changed",
                        "card-changed",
                        200,
                        "refused",
                        attempt((purchase, shopper) -> shopper.closes("card-changed"))),
                Arguments.of(
                        "PIN blocked",
                        "card-pin-blocked",
                        200,
                        "refused",
                        attempt((purchase, shopper) -> shopper.closes("card-pin-blocked"))),
                told("reader busy", "reader-busy"),
                told("no card", "no-card"),
                told("card removed", "card-removed"),
                told("card unreadable", "card-unreadable"),
                told("no bridge", "no-bridge"),
                told("cancelled", "cancelled"),
                Arguments.of(
                        "not accepted",
                        "not-accepted",
                        200,
                        "abandoned",
                        attempt((purchase, shopper) -> shopper.requested().closes("not-accepted"))));
    }

    private static Arguments refused(
            String what, String reason, int status, BiFunction<Purchase, Shopper, Response> attempt) {
        return Arguments.of(what, reason, status, "refused", attempt);
    }

    private static Arguments refused(
            String what, String reason, int status, String outcome, BiFunction<Purchase, Shopper, Response> attempt) {
        return Arguments.of(what, reason, status, outcome, attempt);
    }

    /** A bank that asks for the password takes nothing that a PIN stands behind, though the keys be registered. */
    private static PinShopper withPinCard(Purchase purchase, Shopper shopper) {
        return PinShopper.in(shopper, purchase);
    }

    private static CardToken withSecret(CardToken g, String secret) {
        return new CardToken(
                g.format(),
                g.label(),
                g.sid(),
                g.slot(),
                g.algorithm(),
                g.certificate(),
                g.signature(),
                secret,
                g.bridge());
    }

    private static Arguments altered(String what, UnaryOperator<Map<String, Object>> change) {
        return refused(what, "transfer-altered", 422, (purchase, shopper) -> {
            shopper.authenticated();
            return shopper.call("transfer", change.apply(shopper.shown()));
        });
    }

    private static Arguments told(String what, String reason) {
        return Arguments.of(what, reason, 200, "abandoned", attempt((purchase, shopper) -> shopper.closes(reason)));
    }

    private static BiFunction<Purchase, Shopper, Response> attempt(BiFunction<Purchase, Shopper, Response> attempt) {
        return attempt;
    }

    private static Shopper recognised(Shopper shopper) {
        shopper.startsBridge();
        shopper.showsCard().then().statusCode(200);
        return shopper;
    }

    /** Keeps the window from idling while its payment request runs out. */
    private static void awaken(Shopper shopper) {
        for (int minutes = 0; minutes < 15; minutes += 4) {
            MovableClock.moveForward(Duration.ofMinutes(4));
            shopper.authenticated();
        }
    }

    private static Transfer cheaper(Transfer transfer) {
        return new Transfer(
                transfer.transferId(),
                transfer.merchant(),
                new Party("Hanaya", WindowBank.BIC, transfer.creditor().account()),
                Money.ofMinor(1, "JPY"),
                transfer.orderNumber(),
                transfer.requestId(),
                transfer.expiresAt());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> withField(Map<String, Object> shown, String field, Object value) {
        if (field.startsWith("creditor.")) {
            Map<String, Object> creditor = new java.util.HashMap<>((Map<String, Object>) shown.get("creditor"));
            creditor.put(field.substring("creditor.".length()), value);
            shown.put("creditor", creditor);
        } else {
            shown.put(field, value);
        }
        return shown;
    }
}
