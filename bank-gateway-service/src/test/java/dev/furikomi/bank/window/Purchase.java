package dev.furikomi.bank.window;

import static io.restassured.RestAssured.given;

import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.jose.SigningKeys;
import dev.furikomi.card.token.PaymentRequest;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A customer of the bank with a card, a merchant with an account there, and an order to pay: new for each test. */
final class Purchase {

    static final String MERCHANT = "hanaya";
    static final String PASSWORD = "correct horse battery";
    static final String RETURN_ORIGIN = "http://shop.localhost:8080";
    static final ECKey MERCHANT_KEY = SigningKeys.generate();
    static final long PRICE = 5400;

    final String suffix = UUID.randomUUID().toString().substring(24);
    final String payer = "C-" + suffix;
    final String payee = "P-" + suffix;
    final String customer = "customer-" + suffix;
    final String reference = "ref-" + suffix;
    final String orderNumber = "HN-" + suffix;
    final TestCard card = TestCard.issued(WindowBank.BIC, reference);
    final PaymentRequest request = request(Money.ofMinor(PRICE, "JPY"));

    private Purchase(long balance) {
        put("/customers/" + customer, Map.of("name", "Sakura Mori", "password", PASSWORD));
        account("funding-jpy", "funding", Map.of());
        account(payee, "deposit", Map.of());
        account(payer, "deposit", Map.of("customerId", customer));
        put("/account-references/" + reference, Map.of("account", payer));
        register(card);
        permitAgain();
        if (balance > 0) {
            staff().body(Map.of(
                            "transferId", UUID.randomUUID().toString(),
                            "account", payer,
                            "instructedAmount", Map.of("currency", "JPY", "amount", Long.toString(balance))))
                    .post("/v1/operator/deposits")
                    .then()
                    .statusCode(201);
        }
    }

    static Purchase withBalance(long yen) {
        return new Purchase(yen);
    }

    /** Registers the merchant with this purchase's payee account, which another purchase took its place. */
    void permitAgain() {
        put(
                "/merchants/" + MERCHANT,
                Map.of(
                        "name", "Hanaya",
                        "keys", List.of(MERCHANT_KEY.toPublicJWK().toJSONObject()),
                        "payeeAccounts", List.of(payee),
                        "returnOrigins", List.of(RETURN_ORIGIN)));
    }

    PaymentRequest requestForAnotherOrder() {
        return request(Money.ofMinor(PRICE, "JPY"), "HN-2-" + suffix);
    }

    PaymentRequest request(Money amount) {
        return request(amount, orderNumber);
    }

    private PaymentRequest request(Money amount, String order) {
        return new PaymentRequest(
                MERCHANT,
                UUID.randomUUID().toString(),
                WindowBank.BIC,
                MovableClock.now(),
                MovableClock.now().plus(Duration.ofMinutes(15)),
                order,
                new Party("Hanaya", WindowBank.BIC, payee),
                amount,
                RETURN_ORIGIN + "/purchases/" + order);
    }

    String paymentRequest() {
        return request.sign(MERCHANT_KEY);
    }

    void register(TestCard issued) {
        put("/cards/" + issued.certificate.cardId(), Map.of("certificate", issued.pem()));
    }

    void setCardState(String state) {
        put("/cards/" + card.certificate.cardId() + "/state", Map.of("state", state));
    }

    long booked(String account) {
        return amount(account, "booked");
    }

    long reserved() {
        return amount(payer, "reserved");
    }

    static boolean ledgerBalances() {
        return staff().get("/v1/operator/ledger/check")
                .then()
                .statusCode(200)
                .extract()
                .path("balanced");
    }

    static void put(String path, Object body) {
        staff().body(body).put("/v1/operator" + path).then().statusCode(204);
    }

    static RequestSpecification staff() {
        return given().header("Authorization", "Bearer " + WindowBank.STAFF_TOKEN)
                .contentType(ContentType.JSON);
    }

    private static void account(String number, String kind, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("holder", "Holder", "kind", kind, "currency", "JPY"));
        body.putAll(more);
        put("/accounts/" + number, body);
    }

    private static long amount(String account, String which) {
        return Long.parseLong(staff().get("/v1/operator/accounts/" + account)
                .then()
                .statusCode(200)
                .extract()
                .path(which + ".amount"));
    }
}
