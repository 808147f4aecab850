package dev.furikomi.bank.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.token.CardPolicy;
import dev.furikomi.card.token.CardToken;
import dev.furikomi.card.token.SigningContext;
import dev.furikomi.card.token.SigningLabel;
import dev.furikomi.events.Money;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A bank whose customers show themselves by the card's PIN: what is taken, and what must not pass for it. */
@QuarkusTest
@TestProfile(WindowProfile.PinPolicy.class)
class PinPolicyTest {

    private static final long BALANCE = 10_000;

    @AfterEach
    void setTheClockRight() {
        MovableClock.reset();
    }

    @ParameterizedTest
    @EnumSource
    void paysWithCardsOfEachAlgorithm(SignatureAlgorithm algorithm) {
        Purchase purchase = Purchase.withBalance(BALANCE);
        PinShopper customer = PinShopper.opens(purchase, algorithm);

        customer.requested();

        assertThat(customer.shopper.session.policy()).isEqualTo(CardPolicy.PIN);
        customer.accepts().then().statusCode(200).body("status", equalTo("COMPLETED"));
        assertThat(purchase.booked(purchase.payee)).isEqualTo(Purchase.PRICE);
        assertThat(Purchase.ledgerBalances()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void paysWithACardPersonalisedElsewhereOnceItIsImported(SignatureAlgorithm algorithm) {
        Purchase purchase = Purchase.withBalance(BALANCE);
        PinShopper customer = PinShopper.opensWithImportedCard(purchase, algorithm);

        assertThat(customer.requested().shopper.session.acceptedAuthorities()).contains(customer.institution);

        customer.accepts().then().statusCode(200).body("status", equalTo("COMPLETED"));
        assertThat(purchase.booked(purchase.payer)).isEqualTo(BALANCE - Purchase.PRICE);
    }

    @Test
    void takesTheSameProofAgainAndNoOther() {
        PinShopper customer = PinShopper.opens(Purchase.withBalance(BALANCE)).recognised();
        CardToken proof = customer.proof();

        customer.proves(proof).then().statusCode(200).body("status", equalTo("AUTHENTICATED"));
        customer.proves(proof).then().statusCode(200).body("status", equalTo("AUTHENTICATED"));
        customer.proves().then().statusCode(409).body("reason", equalTo("step-out-of-order"));
    }

    @Test
    void takesTheSameAcceptanceAgainAndPaysOnce() {
        Purchase purchase = Purchase.withBalance(20_000);
        PinShopper customer = PinShopper.opens(purchase).requested();
        CardToken acceptance = customer.acceptance(PivSlot.SIGNATURE, SigningLabel.ACCEPT);

        String first = customer.accepts(acceptance).asString();

        assertThat(customer.accepts(acceptance).asString()).isEqualTo(first);
        assertThat(purchase.booked(purchase.payer)).isEqualTo(20_000 - Purchase.PRICE);
    }

    @Test
    void asksForThePinAndForNoPasswordOnItsPage() {
        PinShopper customer = PinShopper.opens(Purchase.withBalance(BALANCE));

        String page = customer.shopper
                .asHolder()
                .header("Accept-Language", "en")
                .get("/windows/" + customer.shopper.windowId)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(page).contains("type the PIN of your card").doesNotContain("type your password");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void closesTheWindowCountsNothingAndMovesNothing(
            String what, String reason, int status, BiFunction<Purchase, PinShopper, Response> attempt) {
        Purchase purchase = Purchase.withBalance(BALANCE);
        PinShopper customer = what.startsWith("imported")
                ? PinShopper.opensWithImportedCard(purchase, SignatureAlgorithm.ES256)
                : PinShopper.opens(purchase);

        attempt.apply(purchase, customer).then().statusCode(status).body("reason", equalTo(reason));

        assertThat(customer.shopper.looks().getString("status")).as(what).isEqualTo("CLOSED");
        assertThat(purchase.reserved()).isZero();
        assertThat(purchase.booked(purchase.payer)).isEqualTo(BALANCE);
        assertThat(purchase.booked(purchase.payee)).isZero();
        Shopper.open(purchase.paymentRequest()).then().statusCode(201).body("status", equalTo("OPEN"));
    }

    static Stream<Arguments> refusals() {
        return Stream.concat(proofs(), acceptances());
    }

    private static Stream<Arguments> proofs() {
        return Stream.of(
                proof(
                        "proof by 9E, registered as it is",
                        "card-unreadable",
                        (purchase, customer) -> customer.proves(
                                customer.token(PivSlot.CARD_AUTHENTICATION, SigningLabel.AUTHENTICATE, null))),
                proof(
                        "proof by 9E that says it is 9A",
                        "card-unknown",
                        (purchase, customer) -> customer.proves(with(
                                customer.token(PivSlot.CARD_AUTHENTICATION, SigningLabel.AUTHENTICATE, null), "9A"))),
                proof(
                        "proof by 9C",
                        "card-unreadable",
                        (purchase, customer) ->
                                customer.proves(customer.token(PivSlot.SIGNATURE, SigningLabel.AUTHENTICATE, null))),
                proof(
                        "proof by 9C that says it is 9A",
                        "card-unreadable",
                        (purchase, customer) -> customer.proves(
                                with(customer.token(PivSlot.SIGNATURE, SigningLabel.AUTHENTICATE, null), "9A"))),
                proof(
                        "imported card's 9C that says it is 9A",
                        "card-unknown",
                        (purchase, customer) -> customer.proves(
                                with(customer.token(PivSlot.SIGNATURE, SigningLabel.AUTHENTICATE, null), "9A"))),
                proof("card whose 9A is not registered", "card-unknown", (purchase, customer) -> {
                    customer.card = PinShopper.card(purchase.reference, SignatureAlgorithm.ES256, PinShopper.ALL_SLOTS);
                    Purchase.put(
                            "/cards/" + customer.card.cardId(),
                            Map.of("certificate", customer.card.pems().get("9E")));
                    return customer.proves();
                }),
                proof("card that is not registered", "card-unknown", (purchase, customer) -> {
                    customer.card = PinShopper.card(purchase.reference, SignatureAlgorithm.ES256, PinShopper.ALL_SLOTS);
                    return customer.proves();
                }),
                proof("card of an account without a customer", "card-unknown", (purchase, customer) -> {
                    Purchase.put(
                            "/account-references/no-customer-" + purchase.suffix, Map.of("account", purchase.payee));
                    customer.card = PinShopper.card(
                            "no-customer-" + purchase.suffix, SignatureAlgorithm.ES256, PinShopper.ALL_SLOTS);
                    PinShopper.register(customer.card);
                    return customer.proves();
                }),
                proof("blocked card", "card-blocked", (purchase, customer) -> {
                    block(customer);
                    return customer.proves();
                }),
                proof("password beside the PIN", "card-unreadable", (purchase, customer) -> {
                    customer.shopper.proof(Purchase.PASSWORD, purchase.reference);
                    CardToken token = customer.token(
                            PivSlot.AUTHENTICATION,
                            SigningLabel.AUTHENTICATE,
                            null,
                            SigningContext.of(
                                    customer.shopper.session,
                                    customer.shopper.compactSession,
                                    customer.shopper.secret));
                    return customer.proves(withSecret(token, customer.shopper.secret));
                }),
                proof(
                        "password token",
                        "card-unreadable",
                        (purchase, customer) -> customer.shopper.proves(Purchase.PASSWORD)),
                proof(
                        "signature over some password envelope",
                        "card-signature-invalid",
                        (purchase, customer) -> customer.proves(customer.token(
                                PivSlot.AUTHENTICATION,
                                SigningLabel.AUTHENTICATE,
                                null,
                                SigningContext.of(
                                        customer.shopper.session, customer.shopper.compactSession, "envelope")))),
                proof("another algorithm than the key's", "card-unreadable", (purchase, customer) -> {
                    CardToken g = customer.proof();
                    return customer.proves(new CardToken(
                            g.format(),
                            g.label(),
                            g.sid(),
                            g.slot(),
                            "ES384",
                            g.certificate(),
                            g.signature(),
                            null,
                            "t"));
                }),
                proof(
                        "acceptance as proof",
                        "card-signature-invalid",
                        (purchase, customer) ->
                                customer.proves(customer.acceptance(PivSlot.AUTHENTICATION, SigningLabel.ACCEPT))),
                Arguments.of("proof of another window", "session-unknown", 409, step((purchase, customer) -> {
                    CardToken proof = customer.recognised().proof();
                    customer.shopper.startsBridge();
                    customer.recognised();
                    return customer.proves(proof);
                })));
    }

    private static Stream<Arguments> acceptances() {
        return Stream.of(
                acceptance(
                        "acceptance by 9A",
                        "card-unreadable",
                        (purchase, customer) ->
                                customer.accepts(customer.acceptance(PivSlot.AUTHENTICATION, SigningLabel.ACCEPT))),
                acceptance(
                        "acceptance by 9A that says it is 9C",
                        "card-unreadable",
                        (purchase, customer) -> customer.accepts(
                                with(customer.acceptance(PivSlot.AUTHENTICATION, SigningLabel.ACCEPT), "9C"))),
                acceptance(
                        "imported card's 9A that says it is 9C",
                        "card-unknown",
                        (purchase, customer) -> customer.accepts(
                                with(customer.acceptance(PivSlot.AUTHENTICATION, SigningLabel.ACCEPT), "9C"))),
                acceptance(
                        "acceptance by 9E",
                        "card-unreadable",
                        (purchase, customer) -> customer.accepts(
                                customer.acceptance(PivSlot.CARD_AUTHENTICATION, SigningLabel.ACCEPT))),
                acceptance("9C of another card of the same account", "card-changed", (purchase, customer) -> {
                    customer.card = PinShopper.card(purchase.reference, SignatureAlgorithm.ES256, PinShopper.ALL_SLOTS);
                    PinShopper.register(customer.card);
                    return customer.accepts();
                }),
                acceptance("9C of somebody else's card", "card-changed", (purchase, customer) -> {
                    Purchase other = Purchase.withBalance(BALANCE);
                    purchase.permitAgain();
                    customer.card = PinShopper.card(other.reference, SignatureAlgorithm.ES256, PinShopper.ALL_SLOTS);
                    PinShopper.register(customer.card);
                    return customer.accepts();
                }),
                acceptance("9C that is not registered", "card-unknown", (purchase, customer) -> {
                    customer.card = PinShopper.card(purchase.reference, SignatureAlgorithm.ES256, PivSlot.SIGNATURE);
                    return customer.accepts();
                }),
                acceptance(
                        "proof as acceptance, by 9C",
                        "card-signature-invalid",
                        (purchase, customer) ->
                                customer.accepts(customer.token(PivSlot.SIGNATURE, SigningLabel.AUTHENTICATE, null))),
                acceptance(
                        "application of the short procedure",
                        "card-signature-invalid",
                        (purchase, customer) ->
                                customer.accepts(customer.acceptance(PivSlot.SIGNATURE, SigningLabel.APPLY))),
                acceptance("acceptance of another amount", "card-signature-invalid", (purchase, customer) -> {
                    var t = customer.shopper.session.transfer();
                    var cheaper = new dev.furikomi.card.token.Transfer(
                            t.transferId(),
                            t.merchant(),
                            t.creditor(),
                            Money.ofMinor(1, "JPY"),
                            t.orderNumber(),
                            t.requestId(),
                            t.expiresAt());
                    return customer.accepts(customer.token(PivSlot.SIGNATURE, SigningLabel.ACCEPT, cheaper));
                }),
                acceptance(
                        "acceptance with something in place of a password",
                        "card-unreadable",
                        (purchase, customer) -> customer.accepts(
                                withSecret(customer.acceptance(PivSlot.SIGNATURE, SigningLabel.ACCEPT), "envelope"))),
                acceptance("card blocked before the acceptance", "card-blocked", (purchase, customer) -> {
                    block(customer);
                    return customer.accepts();
                }),
                Arguments.of("acceptance of an earlier session", "session-unknown", 409, step((purchase, customer) -> {
                    CardToken acceptance = customer.requested().acceptance(PivSlot.SIGNATURE, SigningLabel.ACCEPT);
                    return customer.requested().accepts(acceptance);
                })),
                Arguments.of("acceptance too late", "session-expired", 409, step((purchase, customer) -> {
                    customer.recognised();
                    MovableClock.moveForward(Duration.ofMinutes(4));
                    customer.proves().then().statusCode(200);
                    customer.shopper.asksForTransfer().then().statusCode(200);
                    MovableClock.moveForward(Duration.ofSeconds(61));
                    return customer.accepts();
                })));
    }

    private static Arguments proof(String what, String reason, BiFunction<Purchase, PinShopper, Response> attempt) {
        return Arguments.of(what, reason, status(reason), step((purchase, customer) -> {
            customer.recognised();
            Response answer = attempt.apply(purchase, customer);
            if (!reason.equals("card-unknown")) {
                assertThat(customer.attemptsLeft()).isEqualTo(5);
            }
            return answer;
        }));
    }

    private static Arguments acceptance(
            String what, String reason, BiFunction<Purchase, PinShopper, Response> attempt) {
        return Arguments.of(
                what,
                reason,
                status(reason),
                step((purchase, customer) -> attempt.apply(purchase, customer.requested())));
    }

    private static int status(String reason) {
        return reason.equals("card-unreadable") ? 409 : 422;
    }

    private static BiFunction<Purchase, PinShopper, Response> step(BiFunction<Purchase, PinShopper, Response> step) {
        return step;
    }

    private static void block(PinShopper customer) {
        Purchase.put("/cards/" + customer.card.cardId() + "/state", Map.of("state", "blocked"));
    }

    private static CardToken with(CardToken g, String slot) {
        return new CardToken(
                g.format(), g.label(), g.sid(), slot, g.algorithm(), g.certificate(), g.signature(), null, g.bridge());
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
}
