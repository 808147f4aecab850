package dev.furikomi.catalog.product;

import static dev.furikomi.catalog.testing.Shop.importing;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.furikomi.catalog.testing.Shop;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ProductResourceTest {

    @Inject
    Shop shop;

    @BeforeEach
    void openShop() throws IOException {
        shop.forgetPurchases();
        importing("text/tab-separated-values", Files.readAllBytes(Path.of("demo/feed.tsv")))
                .statusCode(200);
    }

    @Test
    void comesPageByPageWithoutGapsOrRepeats() {
        List<String> ids = new ArrayList<>();
        String after = "";
        while (after != null) {
            var page = given().queryParam("after", after)
                    .queryParam("limit", 20)
                    .get("/v1/products")
                    .then()
                    .statusCode(200)
                    .extract();
            ids.addAll(page.<List<String>>path("items.id"));
            after = page.path("next");
        }

        assertThat(ids).hasSize(55).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
        q,               first
        WHISK,           TE-012
        ｍａｔｃｈａ bowl, TE-011
        抹茶 茶碗,        TE-011
        鉄瓶,            TE-014
        9520100000126,   FL-012
        """)
    void findsWordsInEveryLanguage(String q, String first) {
        given().queryParam("q", q).get("/v1/products").then().statusCode(200).body("items[0].id", equalTo(first));
    }

    @ParameterizedTest
    @CsvSource({"%, 0", "_, 0", "\\, 0", "'no such words', 0", "'rose bouquet', 3"})
    void takesQueriesLiterally(String q, int found) {
        given().queryParam("q", q).get("/v1/products").then().statusCode(200).body("items.size()", equalTo(found));
    }

    @Test
    void filtersByTypeAtAnyLevel() {
        given().queryParam("type", "Tea > Teaware").get("/v1/products").then().body("items.size()", equalTo(7));
        given().queryParam("type", "Tea")
                .queryParam("limit", 100)
                .get("/v1/products")
                .then()
                .body("items.size()", equalTo(17));
        given().queryParam("type", "Te").get("/v1/products").then().body("items.size()", equalTo(0));
    }

    @Test
    void speaksTheLanguageThatIsAskedFor() {
        given().get("/v1/products/FL-004?lang=ja")
                .then()
                .body("title", equalTo("赤いバラ 一輪"))
                .body("productType", equalTo("花 > 切り花"));
        given().header("Accept-Language", "ja-JP,en;q=0.5")
                .get("/v1/products/FL-004")
                .then()
                .body("title", equalTo("赤いバラ 一輪"));
        given().header("Accept-Language", "fr")
                .get("/v1/products/FL-004")
                .then()
                .body("title", equalTo("Single red rose"));
    }

    @Test
    void showsTheSalePriceAndWhatIsFree() {
        given().get("/v1/products/FL-003")
                .then()
                .body("price.amount", equalTo("5200"))
                .body("salePrice.amount", equalTo("4500"))
                .body("available", equalTo(15))
                .body("imageLink", equalTo("http://shop.localhost:8080/pictures/FL-003.svg"));
        given().get("/v1/products/TE-017")
                .then()
                .body("price.amount", equalTo("39.50"))
                .body("price.currency", equalTo("EUR"))
                .body("salePrice", nullValue());
        given().get("/v1/products/FL-019")
                .then()
                .body("availability", equalTo("out_of_stock"))
                .body("available", equalTo(0));
    }

    @Test
    void refusesByName() {
        given().get("/v1/products/none")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("reason", equalTo("product-unknown"));
        given().get("/v1/products/%00").then().statusCode(404);
        given().get("/v1/products?limit=0").then().statusCode(400).body("violations.field", contains("limit"));
        given().get("/v1/products?limit=many").then().statusCode(400).body("reason", equalTo("invalid-request"));
        given().get("/v1/nothing").then().statusCode(404).contentType("application/problem+json");
        given().delete("/v1/products").then().statusCode(405).contentType("application/problem+json");
    }

    @Test
    void describesItselfCompletely() {
        String document =
                given().get("/q/openapi").then().statusCode(200).extract().asString();

        assertThat(document)
                .contains(
                        "/v1/products:",
                        "/v1/products/{id}:",
                        "/v1/purchases:",
                        "/v1/catalogue:",
                        "/v1/catalogue/imports/{id}:")
                .contains("Idempotency-Key", "application/problem+json", "text/tab-separated-values")
                .doesNotContain("/purchases/{orderNumber}:");
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
    }
}
