package dev.furikomi.catalog.purchase;

import static dev.furikomi.catalog.testing.Shop.buying;
import static dev.furikomi.catalog.testing.Shop.feed;
import static dev.furikomi.catalog.testing.Shop.importing;
import static dev.furikomi.catalog.testing.Shop.purchase;
import static dev.furikomi.catalog.testing.Shop.row;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.furikomi.catalog.testing.Shop;
import dev.furikomi.catalog.testing.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class PurchaseResourceTest {

    @Inject
    Shop shop;

    @TestHTTPResource("/v1/purchases")
    URI purchases;

    @BeforeEach
    void openShop() {
        shop.forgetPurchases();
        importing(feed(
                        row("tea", "1500 JPY", 10),
                        row("rare", "900 JPY", 3),
                        row("euro", "12.50 EUR", 5),
                        row("gone", "100 JPY", 0)))
                .statusCode(200);
    }

    @Test
    void holdsStockAndTellsTheOrderFileInOneTransaction() {
        String number = buying(purchase("tea", 2))
                .statusCode(201)
                .body("orderNumber", matchesPattern("HN-[0-9A-HJKMNP-TV-Z]{10}"))
                .body("total.amount", equalTo("3000"))
                .body("total.currency", equalTo("JPY"))
                .body("items[0].unitPrice.amount", equalTo("1500"))
                .extract()
                .path("orderNumber");

        assertThat(shop.reserved("tea")).isEqualTo(2);
        assertThat(shop.onHand("tea")).isEqualTo(10);
        assertThat(shop.query("select 1 from purchase where order_number = $1 and stock_state = 'HELD'", number))
                .hasSize(1);
    }

    @Test
    void givesTheSameAnswerToTheSameKeyWithoutKeepingTheToken() {
        String key = UUID.randomUUID().toString();
        String first = buying(key, purchase("tea", 1)).statusCode(201).extract().asString();
        String again = buying(key, purchase("tea", 1))
                .statusCode(201)
                .header("Idempotency-Hit", "true")
                .extract()
                .asString();

        assertThat(again).isEqualTo(first);
        assertThat(shop.reserved("tea")).isEqualTo(1);
        String token = io.restassured.path.json.JsonPath.from(first).getString("orderAccessToken");
        assertThat(shop.query("select order_token_sha256 from purchase").get(0).getString(0))
                .isEqualTo(Tokens.sha256(token));
        assertThat(shop.query("select 1 from purchase p where p::text like '%' || $1 || '%'", token))
                .isEmpty();
    }

    @Test
    void refusesTheSameKeyForAnotherPurchase() {
        String key = UUID.randomUUID().toString();
        buying(key, purchase("tea", 1)).statusCode(201);
        buying(key, purchase("tea", 2)).statusCode(422).body("reason", equalTo("idempotency-key-reused"));

        assertThat(shop.reserved("tea")).isEqualTo(1);
    }

    @Test
    void needsAKey() {
        given().contentType(ContentType.JSON)
                .body(purchase("tea", 1))
                .post("/v1/purchases")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("reason", equalTo("idempotency-key-missing"));
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
        product, quantity, status, reason
        nothing,        1,    422, product-unknown
        tea,            0,    422, quantity-out-of-range
        tea,           -1,    422, quantity-out-of-range
        tea,          100,    422, quantity-out-of-range
        rare,           4,    409, out-of-stock
        gone,           1,    409, out-of-stock
        """)
    void refusesByName(String product, int quantity, int status, String reason) {
        buying(purchase(product, quantity))
                .statusCode(status)
                .contentType("application/problem+json")
                .body("reason", equalTo(reason))
                .body("type", equalTo("https://furikomi.dev/problems/" + reason));

        assertThat(shop.query("select 1 from purchase")).isEmpty();
    }

    @Test
    void refusesTwoCurrenciesInOnePurchase() {
        String body = purchase("tea", 1).replace("}],", "},{\"productId\":\"euro\",\"quantity\":1}],");
        buying(body).statusCode(422).body("reason", equalTo("mixed-currencies"));
    }

    @Test
    void countsTheLinesOfOneProductTogether() {
        String body = purchase("rare", 2).replace("}],", "},{\"productId\":\"rare\",\"quantity\":2}],");
        buying(body).statusCode(409).body("reason", equalTo("out-of-stock"));
    }

    @Test
    void namesEachFieldThatIsWrong() {
        String body = """
                {"items":[{"productId":"tea","quantity":1}],"customer":{"name":" ","postalCode":"x","email":"no"}}""";
        buying(body)
                .statusCode(400)
                .body("reason", equalTo("invalid-request"))
                .body(
                        "violations.collect { it.field + ' ' + it.reason }",
                        hasItems(
                                "customer.name missing",
                                "customer.postalCode malformed",
                                "customer.address missing",
                                "customer.email malformed"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        '{'
        '[]'
        '{"items":{}}'
        '{"items":[{"productId":"tea","quantity":"many"}]}'
        '{"items":[{"productId":"tea","quantity":1.5}],"customer":{"name":"A","postalCode":"150-0001","address":"B"}}'
        """, delimiter = '\u0001')
    void refusesWhatIsNoPurchase(String body) {
        buying(body).statusCode(400).contentType("application/problem+json").body("reason", equalTo("invalid-request"));
    }

    @Test
    void takesThePriceFromTheCatalogueWhateverTheClientSays() {
        String body = purchase("tea", 1)
                .replace("\"quantity\":1", "\"quantity\":1,\"unitPrice\":{\"currency\":\"JPY\",\"amount\":\"1\"}");
        buying(body).statusCode(201).body("total.amount", equalTo("1500"));
    }

    @Test
    void sellsTheLastPiecesOnlyOnceHoweverManyAskTogether() throws Exception {
        ExecutorService shoppers = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Integer>> calls = IntStream.range(0, 24)
                    .<Callable<Integer>>mapToObj(shopper ->
                            () -> buying(purchase("rare", 1)).extract().statusCode())
                    .toList();
            List<Integer> answers = shoppers.invokeAll(calls).stream()
                    .map(PurchaseResourceTest::get)
                    .toList();

            assertThat(answers).filteredOn(status -> status == 201).hasSize(3);
            assertThat(answers).filteredOn(status -> status == 409).hasSize(21);
            assertThat(shop.reserved("rare")).isEqualTo(3);
        } finally {
            shoppers.shutdownNow();
        }
    }

    @Test
    void makesOnePurchaseOfManyEqualCallsAtOnce() throws Exception {
        String key = UUID.randomUUID().toString();
        ExecutorService shoppers = Executors.newFixedThreadPool(12);
        try {
            List<Callable<Integer>> calls = IntStream.range(0, 12)
                    .<Callable<Integer>>mapToObj(shopper ->
                            () -> buying(key, purchase("tea", 1)).extract().statusCode())
                    .toList();
            List<Integer> answers = shoppers.invokeAll(calls).stream()
                    .map(PurchaseResourceTest::get)
                    .toList();

            assertThat(answers).containsAnyOf(201).allMatch(status -> status == 201 || status == 409);
            assertThat(shop.query("select 1 from purchase")).hasSize(1);
            assertThat(shop.reserved("tea")).isEqualTo(1);
        } finally {
            shoppers.shutdownNow();
        }
    }

    @Test
    void capsTheUnpaidPurchasesOfOneBrowser() {
        for (int purchase = 0; purchase < 10; purchase++) {
            buyingAs("browser-1").statusCode(201);
            shop.query("update product set reserved = 0");
        }

        buyingAs("browser-1")
                .statusCode(429)
                .header("Retry-After", "60")
                .body("reason", equalTo("too-many-open-purchases"));
        buyingAs("browser-2").statusCode(201);
    }

    @Test
    void keepsEveryBodyButTheFeedSmall() {
        buying(purchase("tea", 1).replace("Hanako", "H".repeat(70_000)))
                .statusCode(413)
                .body("reason", equalTo("request-too-large"))
                .body("violations", nullValue());
    }

    @Test
    void takesNoBodyOfUnknownLength() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(purchases)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[9])))
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(411);
        assertThat(answer.body()).contains("length-required");
    }

    private static io.restassured.response.ValidatableResponse buyingAs(String browser) {
        return given().header("Idempotency-Key", UUID.randomUUID().toString())
                .cookie("furikomi_shopper", browser)
                .contentType(ContentType.JSON)
                .body(purchase("tea", 1))
                .post("/v1/purchases")
                .then();
    }

    private static int get(Future<Integer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }
}
