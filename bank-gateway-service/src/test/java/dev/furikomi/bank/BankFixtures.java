package dev.furikomi.bank;

import static io.restassured.RestAssured.given;

import dev.furikomi.bank.TestCards.TestCard;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A merchant, a customer with an account and a card: made anew for each test through the operator API. */
public final class BankFixtures {

    public static final String PASSWORD = "correct horse battery";

    public final String merchant = "hanaya";
    public final String suffix = UUID.randomUUID().toString().substring(24);
    public final String payee = "P-" + suffix;
    public final String payer = "C-" + suffix;
    public final String customer = "customer-" + suffix;
    public final String reference = "ref-" + suffix;
    public final TestCard card;

    private BankFixtures(long balance) {
        card = TestCards.ofThisBank().issue(reference);
        put("/customers/" + customer, Map.of("name", "Sakura Mori", "password", PASSWORD));
        account("funding-jpy", "Minato Bank", "funding", "JPY", Map.of());
        account(payee, "Hanaya", "deposit", "JPY", Map.of());
        account(payer, "Sakura Mori", "deposit", "JPY", Map.of("customerId", customer));
        put("/account-references/" + reference, Map.of("account", payer));
        put("/cards/" + card.cardId(), Map.of("certificate", card.pem()));
        permit(payee);
        if (balance > 0) {
            deposit(UUID.randomUUID(), payer, Long.toString(balance)).then().statusCode(201);
        }
    }

    public static BankFixtures withBalance(long yen) {
        return new BankFixtures(yen);
    }

    public void permit(String... payeeAccounts) {
        put(
                "/merchants/" + merchant,
                Map.of(
                        "name",
                        "Hanaya",
                        "keys",
                        List.of(Map.of(
                                "kty",
                                "EC",
                                "crv",
                                "P-256",
                                "kid",
                                "hanaya-1",
                                "x",
                                "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                                "y",
                                "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")),
                        "payeeAccounts",
                        List.of(payeeAccounts),
                        "returnOrigins",
                        List.of("http://shop.localhost:8080")));
    }

    public void account(String number, String holder, String kind, String currency, Map<String, Object> more) {
        Map<String, Object> body =
                new java.util.HashMap<>(Map.of("holder", holder, "kind", kind, "currency", currency));
        body.putAll(more);
        put("/accounts/" + number, body);
    }

    public static Response deposit(UUID transferId, String account, String yen) {
        return staff().body(Map.of(
                        "transferId",
                        transferId.toString(),
                        "account",
                        account,
                        "instructedAmount",
                        Map.of("currency", "JPY", "amount", yen)))
                .post("/v1/operator/deposits");
    }

    public static void put(String path, Object body) {
        staff().body(body).put("/v1/operator" + path).then().statusCode(204);
    }

    public static RequestSpecification staff() {
        return given().header("Authorization", "Bearer " + BankTestResource.STAFF_TOKEN)
                .contentType(ContentType.JSON);
    }

    public long booked(String account) {
        return amount(account, "booked");
    }

    public long reserved(String account) {
        return amount(account, "reserved");
    }

    private static long amount(String account, String which) {
        return Long.parseLong(
                staff().get("/v1/operator/accounts/" + account).then().extract().path(which + ".amount"));
    }
}
