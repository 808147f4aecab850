package dev.furikomi.bank.operator;

import static dev.furikomi.bank.BankFixtures.staff;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.furikomi.bank.BankFixtures;
import dev.furikomi.bank.BankTestResource;
import dev.furikomi.bank.TestCards;
import dev.furikomi.quickstart.embedded.KafkaTestResource;
import dev.furikomi.quickstart.embedded.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator API over HTTP with a real database. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(
        value = KafkaTestResource.class,
        initArgs =
                @ResourceArg(
                        name = "topics",
                        value = "transfer-request.hanaya,transfer-accepted.hanaya,transfer-completed.hanaya,"
                                + "transfer-rejected.hanaya,window-closed.hanaya"))
@QuarkusTestResource(BankTestResource.class)
class OperatorApiTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer wrong", "Basic c3RhZmY6c3RhZmY="})
    void refusesWhoDoesNotKnowTheStaffToken(String authorization) {
        given().header("Authorization", authorization)
                .get("/v1/operator/ledger/check")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("reason", equalTo("staff-token-invalid"));
    }

    @Test
    void publishesTheNewestSealForAuditorsToNote() {
        BankFixtures.withBalance(5400);

        Response newest = await().atMost(Duration.ofSeconds(20))
                .until(() -> staff().get("/v1/operator/ledger/seals/latest"), answer -> answer.statusCode() == 200);

        assertThat(newest.jsonPath().getString("hash")).matches("[0-9a-f]{64}");
        assertThat(newest.jsonPath().getString("signature")).contains("..");
        staff().get("/v1/operator/ledger/seals/1")
                .then()
                .statusCode(200)
                .body("number", equalTo(1), "previousHash", equalTo("0".repeat(64)));
        staff().get("/v1/operator/ledger/seals/999999").then().statusCode(404).body("reason", equalTo("seal-unknown"));
        given().get("/v1/operator/ledger/seals/latest").then().statusCode(401);
        assertThat(given().get("/q/metrics").asString())
                .contains("bank_ledger_entries_unsealed", "bank_ledger_seal_number", "bank_ledger_seal_time_seconds");
    }

    @Test
    void depositsOnceHoweverOftenItIsAsked() {
        BankFixtures bank = BankFixtures.withBalance(0);
        UUID id = UUID.randomUUID();

        BankFixtures.deposit(id, bank.payer, "5400").then().statusCode(201);
        BankFixtures.deposit(id, bank.payer, "5400").then().statusCode(201).header("Idempotency-Hit", "true");
        BankFixtures.deposit(id, bank.payer, "5401")
                .then()
                .statusCode(422)
                .body("reason", equalTo("idempotency-key-reused"));

        assertThat(bank.booked(bank.payer)).isEqualTo(5_400);
        staff().get("/v1/operator/transfers/" + id)
                .then()
                .statusCode(200)
                .body("ledger.status", equalTo("POSTED"), "ledger.amount.amount", equalTo("5400"));
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            account, currency, amount,           status, reason
            known,   JPY,      0,                422,    amount-not-permitted
            known,   JPY,      -1,               422,    amount-not-permitted
            known,   JPY,      1000000000000001, 422,    amount-not-permitted
            known,   JPY,      1.50,             400,    invalid-request
            known,   JPY,      1e3,              400,    invalid-request
            known,   KWD,      1.000,            409,    funding-account-missing
            unknown, JPY,      1,                422,    account-unknown
            """)
    void refusesDeposits(String account, String currency, String amount, int status, String reason) {
        BankFixtures bank = BankFixtures.withBalance(0);

        staff().body(Map.of(
                        "transferId",
                        UUID.randomUUID().toString(),
                        "account",
                        account.equals("known") ? bank.payer : "no-such-account",
                        "instructedAmount",
                        Map.of("currency", currency, "amount", amount)))
                .post("/v1/operator/deposits")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("reason", equalTo(reason), "type", equalTo("https://furikomi.dev/problems/" + reason));
        assertThat(bank.booked(bank.payer)).isZero();
    }

    @Test
    void showsAnAccountWithItsCreditLine() {
        BankFixtures bank = BankFixtures.withBalance(1_000);
        Map<String, Object> limit = Map.of("overdraftLimit", Map.of("currency", "JPY", "amount", "500"));
        bank.account(bank.payer, "Sakura Mori", "deposit", "JPY", limit);

        staff().get("/v1/operator/accounts/" + bank.payer)
                .then()
                .statusCode(200)
                .body("booked.amount", equalTo("1000"))
                .body("reserved.amount", equalTo("0"))
                .body("available.amount", equalTo("1500"))
                .body("kind", equalTo("deposit"), "state", equalTo("open"));
    }

    @Test
    void keepsCurrencyAndKindOfAnAccountForLife() {
        BankFixtures bank = BankFixtures.withBalance(0);

        staff().body(Map.of("holder", "Hanaya", "kind", "deposit", "currency", "EUR"))
                .put("/v1/operator/accounts/" + bank.payee)
                .then()
                .statusCode(409)
                .body("reason", equalTo("account-differs"));
    }

    @Test
    void closesAnAccountOnlyWhenItIsEmpty() {
        BankFixtures bank = BankFixtures.withBalance(1);

        staff().body(Map.of("state", "closed"))
                .put("/v1/operator/accounts/" + bank.payer + "/state")
                .then()
                .statusCode(409)
                .body("reason", equalTo("account-not-empty"));
        BankFixtures.put("/accounts/" + bank.payee + "/state", Map.of("state", "closed"));
        BankFixtures.deposit(UUID.randomUUID(), bank.payee, "1")
                .then()
                .statusCode(409)
                .body("reason", equalTo("account-not-usable"));
    }

    @Test
    void provesThatTheBooksAreRight() {
        BankFixtures.withBalance(777);

        staff().get("/v1/operator/ledger/check")
                .then()
                .statusCode(200)
                .body("balanced", equalTo(true))
                .body("checks", hasSize(7))
                .body("checks.ok", everyItem(equalTo(true)))
                .body("checks.name", hasItem("entries-sum-to-zero"))
                .body("checks.detail", everyItem(notNullValue()));
    }

    @Test
    void refusesACardThatAnotherBankIssued() {
        TestCards.TestCard card = TestCards.ofAnotherBank().issue("ref-1");

        staff().body(Map.of("certificate", card.pem()))
                .put("/v1/operator/cards/" + card.cardId())
                .then()
                .statusCode(422)
                .body("reason", equalTo("card-of-another-bank"));
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            certificate, reason
            other id,    card-id-mismatch
            nonsense,    certificate-invalid
            """)
    void refusesCertificatesThatAreNotTheCards(String certificate, String reason) {
        TestCards.TestCard card = TestCards.ofThisBank().issue("ref-2");

        staff().body(Map.of("certificate", certificate.equals("nonsense") ? "nonsense" : card.pem()))
                .put("/v1/operator/cards/other")
                .then()
                .statusCode(422)
                .body("reason", equalTo(reason));
    }

    @Test
    void refusesAMerchantsPrivateKey() {
        Map<String, Object> key = Map.of(
                "kty",
                "EC",
                "crv",
                "P-256",
                "kid",
                "k",
                "x",
                "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                "y",
                "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
                "d",
                "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI");

        staff().body(Map.of("name", "X", "keys", List.of(key), "payeeAccounts", List.of(), "returnOrigins", List.of()))
                .put("/v1/operator/merchants/x")
                .then()
                .statusCode(422)
                .body("reason", equalTo("merchant-key-invalid"));
    }

    @Test
    void answersEveryRefusalAsAProblem() {
        staff().get("/v1/operator/nothing-here")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("reason", equalTo("not-found"));
        given().get("/nothing-here")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("reason", equalTo("not-found"));
        staff().delete("/v1/operator/deposits")
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .body("reason", equalTo("method-not-allowed"));
        staff().contentType(ContentType.TEXT)
                .body("x")
                .post("/v1/operator/deposits")
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("reason", equalTo("media-type-not-supported"));
        staff().body("{not json")
                .post("/v1/operator/deposits")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("reason", equalTo("invalid-request"));
        staff().body(Map.of("name", ""))
                .put("/v1/operator/customers/c")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("reason", equalTo("invalid-request"), "violations.field", hasItem("registration.name"));
        staff().get("/v1/operator/transfers/not-a-uuid").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void tellsWhetherItIsReady() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItem("Kafka connection health check"));
        given().get("/q/openapi").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
    }
}
