package dev.furikomi.catalog.feed;

import static dev.furikomi.catalog.testing.Shop.buying;
import static dev.furikomi.catalog.testing.Shop.feed;
import static dev.furikomi.catalog.testing.Shop.importing;
import static dev.furikomi.catalog.testing.Shop.purchase;
import static dev.furikomi.catalog.testing.Shop.row;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.furikomi.catalog.testing.Shop;
import dev.furikomi.catalog.testing.ShopTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CatalogueResourceTest {

    @Inject
    Shop shop;

    @TestHTTPResource("/")
    URI address;

    @BeforeEach
    void openShop() {
        shop.forgetPurchases();
        importing(feed(row("tea", "1500 JPY", 10), row("cup", "900 JPY", 3))).statusCode(200);
    }

    @Test
    void reportsEachRefusedRowAndTakesTheOthers() {
        importing(feed(
                        row("tea", "1600 JPY", 10),
                        row("tea", "1 JPY", 1),
                        row("cup", "9.50 JPY", 3),
                        row("pot", "12.50 EUR", 3),
                        row("tea", "2 JPY", 1),
                        "broken\trow"))
                .statusCode(200)
                .body("status", equalTo("DONE"))
                .body("read", equalTo(6))
                .body("accepted", equalTo(2))
                .body("refused", equalTo(4))
                .body("withdrawn", equalTo(1))
                .body("rows.row", contains(3, 4, 6, 7))
                .body("rows.id", contains("tea", "cup", "tea", "broken"))
                .body("rows.reason", contains("id-duplicate", "price-invalid", "id-duplicate", "row-malformed"));

        assertThat(onSale()).containsExactly("pot", "tea");
    }

    @Test
    void keepsAllRefusalsInTheStoredReportPageByPage() {
        String rows = IntStream.range(0, 2500)
                .mapToObj(index -> row("bad" + index, "free", 1))
                .collect(Collectors.joining("\n"));
        String id = importing(feed(row("tea", "1500 JPY", 10), rows))
                .statusCode(200)
                .body("refused", equalTo(2500))
                .body("rows", hasSize(1000))
                .body("next", equalTo(1002))
                .extract()
                .path("importId");

        staff().get("/v1/catalogue/imports/" + id + "?after=1002&limit=10000")
                .then()
                .statusCode(200)
                .body("rows", hasSize(1500))
                .body("rows[0].row", equalTo(1003));
        staff().get("/v1/catalogue/imports/0198f7c0-0000-7000-8000-000000000000")
                .then()
                .statusCode(404);
    }

    @Test
    void takesXmlToo() {
        String item =
                "<item><g:id>tea</g:id><g:title>Tea</g:title><g:description>Good</g:description><g:link>/t</g:link>"
                        + "<g:image_link>/t.svg</g:image_link><g:availability>in_stock</g:availability><g:price>%s</g:price></item>";
        String document = "<rss xmlns:g=\"http://base.google.com/ns/1.0\"><channel>" + item.formatted("1500 JPY")
                + item.replace("tea", "cup").formatted("1 XXX") + "</channel></rss>";

        importing("application/xml", document.getBytes(StandardCharsets.UTF_8))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("rows.reason", contains("currency-unknown"));
    }

    @Test
    void changesNothingWhenTheXmlIsCutOff() {
        String document = "<rss xmlns:g=\"http://base.google.com/ns/1.0\"><channel><item><g:id>new</g:id><g:title>N";

        importing("application/xml", document.getBytes(StandardCharsets.UTF_8))
                .statusCode(422)
                .body("reason", equalTo("feed-malformed"))
                .body("detail", containsString("not changed"));

        assertThat(onSale()).containsExactly("cup", "tea");
    }

    @Test
    void changesNothingWhenNoRowIsAccepted() {
        importing(feed(row("tea", "free", 1))).statusCode(422).body("reason", equalTo("feed-without-products"));

        assertThat(onSale()).containsExactly("cup", "tea");
    }

    @Test
    void changesNothingWhenTheConnectionBreaks() throws IOException {
        String rows = IntStream.range(0, 3000)
                .mapToObj(index -> row("new" + index, "1 JPY", 1))
                .collect(Collectors.joining("\n"));
        try (Socket socket = send(feed(rows), 10_000_000)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            shop.query("select 1 from staged_product limit 1").size() == 1);
        }

        await().atMost(Duration.ofSeconds(20))
                .until(() -> shop.query("select 1 from feed_import where reason = 'connection-broken'")
                                .size()
                        == 1);
        assertThat(onSale()).containsExactly("cup", "tea");
        assertThat(shop.query("select 1 from staged_product")).isEmpty();
    }

    @Test
    void refusesASecondImportWhileOneRuns() throws IOException {
        String rows = IntStream.range(0, 1200)
                .mapToObj(index -> row("new" + index, "1 JPY", 1))
                .collect(Collectors.joining("\n"));
        try (Socket socket = send(feed(rows), 10_000_000)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            shop.query("select 1 from staged_product limit 1").size() == 1);

            importing(feed(row("tea", "1 JPY", 1))).statusCode(409).body("reason", equalTo("import-in-progress"));
        }

        await().atMost(Duration.ofSeconds(20))
                .until(() -> importing(feed(row("tea", "1 JPY", 1))).extract().statusCode() == 200);
    }

    @Test
    void keepsWhatUnpaidPurchasesHoldAndWhatOldOrdersName() {
        buying(purchase("tea", 4)).statusCode(201);

        importing(feed(row("tea", "1500 JPY", 5))).statusCode(200);
        buying(purchase("tea", 2)).statusCode(409).body("reason", equalTo("out-of-stock"));
        buying(purchase("tea", 1)).statusCode(201);

        importing(feed(row("cup", "900 JPY", 5))).statusCode(200);
        given().get("/v1/products/tea").then().statusCode(404).body("reason", equalTo("product-unknown"));
        buying(purchase("tea", 1)).statusCode(422).body("reason", equalTo("product-unknown"));
        assertThat(shop.reserved("tea")).isEqualTo(5);

        importing(feed(row("tea", "1500 JPY", 6))).statusCode(200);
        given().get("/v1/products/tea").then().statusCode(200).body("available", equalTo(1));
    }

    @Test
    void isForStaffOnly() {
        given().contentType("text/tab-separated-values")
                .body("id\n")
                .put("/v1/catalogue")
                .then()
                .statusCode(401)
                .body("reason", equalTo("staff-only"));
        given().header("Authorization", "Bearer wrong")
                .contentType("text/tab-separated-values")
                .body("id\n")
                .put("/v1/catalogue")
                .then()
                .statusCode(401);
        staff().contentType("text/csv")
                .body("id\n")
                .put("/v1/catalogue")
                .then()
                .statusCode(415)
                .body("reason", equalTo("media-type-unsupported"));
    }

    @Test
    void takesTheDemoFeedInBothForms() throws IOException {
        importing("text/tab-separated-values", Files.readAllBytes(Path.of("demo/feed.tsv")))
                .statusCode(200)
                .body("refused", equalTo(0))
                .body("accepted", equalTo(55));
        List<String> fromTsv = attributes();
        importing("application/xml", Files.readAllBytes(Path.of("demo/feed.xml")))
                .statusCode(200)
                .body("refused", equalTo(0))
                .body("withdrawn", equalTo(0));

        assertThat(attributes()).isEqualTo(fromTsv);
    }

    private List<String> attributes() {
        return shop.query("select attributes::text from product where withdrawn_at is null order by id").stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private List<String> onSale() {
        return given().get("/v1/products?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }

    private static io.restassured.specification.RequestSpecification staff() {
        return given().header("Authorization", "Bearer " + ShopTestResource.STAFF_TOKEN);
    }

    /** Sends less than it promises and leaves the connection open. */
    private Socket send(String body, int promised) throws IOException {
        Socket socket = new Socket("127.0.0.1", address.getPort());
        String head =
                "PUT /v1/catalogue HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer " + ShopTestResource.STAFF_TOKEN
                        + "\r\nContent-Type: text/tab-separated-values\r\nContent-Length: " + promised + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }
}
