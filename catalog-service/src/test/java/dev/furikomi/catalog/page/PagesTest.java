package dev.furikomi.catalog.page;

import static dev.furikomi.catalog.testing.Shop.importing;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.furikomi.catalog.testing.Shop;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PagesTest {

    @Inject
    Shop shop;

    @BeforeEach
    void openShop() throws IOException {
        shop.forgetPurchases();
        importing("text/tab-separated-values", Files.readAllBytes(Path.of("demo/feed.tsv")))
                .statusCode(200);
    }

    @Test
    void showsTheCatalogueWithPicturesAndMore() {
        String page = get("/");

        assertThat(page.split("data-testid=\"product-card\"", -1)).hasSize(25);
        assertThat(page)
                .contains("<html lang=\"en\">", "/pictures/FL-001.svg", "¥4,800", "Sold out", "Only 2 left")
                .contains("href=\"/?after=")
                .contains("href=\"/?type=Tea\"");
        given().get("/pictures/FL-001.svg").then().statusCode(200).contentType("image/svg+xml");
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
        parameter, cookie, accepts,        language
        ,          ,       ,               en
        ,          ,       'ja,en;q=0.5',  ja
        ,          ,       'fr,ja;q=0.5',  ja
        ,          ,       'q=;;,',        en
        ,          ja,     en,             ja
        en,        ja,     ja,             en
        xx,        ja,     en,             ja
        """)
    void speaksTheLanguageOfItsReader(String parameter, String cookie, String accepts, String language) {
        var request = given();
        if (parameter != null) {
            request.queryParam("lang", parameter);
        }
        if (cookie != null) {
            request.cookie("furikomi_language", cookie);
        }
        if (accepts != null) {
            request.header("Accept-Language", accepts);
        }
        request.get("/").then().statusCode(200).header("Content-Language", equalTo(language));
    }

    @Test
    void remembersTheLanguageThatWasChosen() {
        given().get("/?lang=ja").then().cookie("furikomi_language", "ja").body(containsString("朝の庭の花束"));
        given().get("/").then().body(not(containsString("furikomi_language")));
    }

    @Test
    void staysLiteralWithWhatReadersSend() {
        String page = get("/?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E&type=%22%3E%3Cb%3E&after=%7Bx%7D");

        assertThat(page).doesNotContain("<script>alert", "\"><b>").contains("&lt;script&gt;");
        given().urlEncodingEnabled(false)
                .get("/purchases/%3Cscript%3E")
                .then()
                .statusCode(404)
                .body(not(containsString("<script>")));
    }

    @Test
    void permitsOnlyItsOwnScripts() {
        given().get("/products/FL-001")
                .then()
                .header(
                        "Content-Security-Policy",
                        startsWith("default-src 'none'; script-src 'self'; style-src 'self';"))
                .header("Content-Security-Policy", containsString("connect-src 'self' http://shop.localhost:8081;"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .body(not(containsString("<script>")))
                .body(not(containsString(" style=")));
    }

    @Test
    void asksForWhatAnOrderNeeds() {
        assertThat(get("/products/FL-001"))
                .contains("data-testid=\"purchase-form\"", "data-testid=\"buy\"")
                .contains("autocomplete=\"name\"", "autocomplete=\"postal-code\"", "autocomplete=\"street-address\"")
                .contains("<label for=\"postal-code\">");
        assertThat(get("/products/FL-019")).contains("data-testid=\"sold-out\"").doesNotContain("purchase-form");
        assertThat(get("/products/FL-003")).contains("<s>¥5,200</s>", "<strong>¥4,500</strong>");
        assertThat(get("/products/TE-017?lang=ja")).contains("€39.50");
    }

    @Test
    void showsThePurchasePageWithoutAnythingSecret() {
        assertThat(get("/purchases/HN-7Q4M2K9XTB"))
                .contains("data-order-origin=\"http://shop.localhost:8081\"", "HN-7Q4M2K9XTB")
                .contains("data-testid=\"order-status\"", "data-testid=\"try-again\"", "data-testid=\"cancel-order\"")
                .contains("data-testid=\"purchase-accepted\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/products/none", "/purchases/HN-1", "/purchases/hn-7Q4M2K9XTB"})
    void saysPlainlyThatThereIsNothing(String path) {
        given().get(path).then().statusCode(404).contentType("text/html").body(containsString("Back to the catalogue"));
    }

    @Test
    void hasEveryWordInJapanese() throws IOException {
        String words = Files.readString(Path.of("src/main/resources/messages/msg_ja.properties"));
        for (var method : Words.class.getDeclaredMethods()) {
            assertThat(words).contains(method.getName() + "=");
        }
    }

    private static String get(String path) {
        return given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .extract()
                .asString();
    }
}
