package dev.furikomi.bank.window;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.furikomi.card.jose.SigningKeys;
import dev.furikomi.card.token.PaymentRequest;
import dev.furikomi.events.Party;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** S301: what opens a window and what does not, over the API and from a browser. */
@QuarkusTest
@TestProfile(WindowProfile.class)
class WindowOpeningTest {

    @AfterEach
    void setTheClockRight() {
        MovableClock.reset();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void opensNoWindow(String reason, int status, Function<Purchase, String> compact) {
        String paymentRequest = compact.apply(Purchase.withBalance(10_000));

        Shopper.open(paymentRequest)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("reason", equalTo(reason))
                .body("type", equalTo("https://furikomi.dev/problems/" + reason));
        post(paymentRequest, "ja")
                .then()
                .statusCode(status)
                .contentType("text/html;charset=utf-8")
                .body(containsString("data-reason=\"" + reason + "\""))
                .body(containsString("お金は動いて"));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refused("payment-request-invalid", 422, purchase -> "not.a.request"),
                refused("payment-request-invalid", 422, purchase -> tampered(purchase.paymentRequest())),
                refused("payment-request-invalid", 422, purchase -> purchase.request.sign(SigningKeys.generate())),
                refused("merchant-unknown", 422, purchase -> changed(
                                purchase, "nobody", WindowBank.BIC, purchase.payee, null)
                        .sign(Purchase.MERCHANT_KEY)),
                refused("payment-request-for-another-bank", 422, purchase -> changed(
                                purchase, Purchase.MERCHANT, WindowBank.OTHER_BIC, purchase.payee, null)
                        .sign(Purchase.MERCHANT_KEY)),
                refused("payment-request-expired", 409, purchase -> {
                    String compact = purchase.paymentRequest();
                    MovableClock.moveForward(Duration.ofMinutes(15));
                    return compact;
                }),
                refused("payee-not-permitted", 422, purchase -> changed(
                                purchase, Purchase.MERCHANT, WindowBank.BIC, purchase.payer, null)
                        .sign(Purchase.MERCHANT_KEY)),
                refused("return-url-not-permitted", 422, purchase -> changed(
                                purchase,
                                Purchase.MERCHANT,
                                WindowBank.BIC,
                                purchase.payee,
                                "http://shop.localhost:8080.evil.example/")
                        .sign(Purchase.MERCHANT_KEY)),
                refused("payment-request-consumed", 409, purchase -> {
                    Shopper.opens(purchase).requested().accepts().then().statusCode(200);
                    return purchase.paymentRequest();
                }),
                refused("order-already-paid", 409, purchase -> {
                    Shopper.opens(purchase).requested().accepts().then().statusCode(200);
                    return purchase.request(purchase.request.instructedAmount()).sign(Purchase.MERCHANT_KEY);
                }));
    }

    @ParameterizedTest
    @CsvSource({"''", "/card", "/transfer"})
    void aMethodThatAWindowsAddressDoesNotTakeIsNotAnAddressThatDoesNotExist(String below) {
        given().patch("/v1/windows/019a0000-0000-7000-8000-000000000001" + below)
                .then()
                .statusCode(405)
                .body("reason", equalTo("method-not-allowed"));
    }

    @Test
    void answersABrowsersFormWithThePageAndACookieForThisWindowAlone() {
        Purchase purchase = Purchase.withBalance(10_000);
        Response answer = post(purchase.paymentRequest(), "en");

        answer.then().statusCode(303);
        String location = java.net.URI.create(answer.header("Location")).getPath();
        assertThat(answer.headers().getValues("Set-Cookie").stream()
                        .filter(cookie -> cookie.startsWith(Shopper.cookieName())))
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie)
                        .contains("HttpOnly")
                        .contains("SameSite=Lax")
                        .contains(location)
                        .doesNotContain("Secure"));
        given().cookie(new Cookie.Builder(Shopper.cookieName(), answer.cookie(Shopper.cookieName())).build())
                .get(location)
                .then()
                .statusCode(200)
                .header("Cross-Origin-Opener-Policy", "same-origin-allow-popups")
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Cache-Control", "no-store")
                .body(containsString("data-testid=\"start-bridge\""))
                .body(containsString("¥5,400"))
                .body(containsString(purchase.orderNumber))
                .body(containsString("Hanaya asks you"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lang | cookie | accepted        | shown
            ja   | en     | en              | ja
                 | ja     | en              | ja
                 |        | ja-JP,en;q=0.5  | ja
                 |        | fr,ja;q=0.5     | ja
                 |        | fr              | en
            xx   |        | en              | en
            """, useHeadersInDisplayName = true)
    void speaksTheLanguageThatWasAskedForThenChosenThenPreferred(
            String lang, String cookie, String accepted, String shown) {
        Shopper shopper = Shopper.opens(Purchase.withBalance(0));
        var page = shopper.asHolder().header("Accept-Language", accepted);
        if (lang != null) {
            page = page.queryParam("lang", lang);
        }
        if (cookie != null) {
            page = page.cookie("furikomi_language", cookie);
        }

        page.get("/windows/" + shopper.windowId)
                .then()
                .statusCode(200)
                .header("Content-Language", shown)
                .body(containsString("<html lang=\"" + shown + "\">"));
    }

    @Test
    void showsAndMovesAWindowForTheHolderOfItsCookieOnly() {
        Shopper shopper = Shopper.opens(Purchase.withBalance(0));
        Shopper other = Shopper.opens(Purchase.withBalance(0));
        String address = "/v1/windows/" + shopper.windowId;

        given().get(address).then().statusCode(403).body("reason", equalTo("window-not-yours"));
        other.asHolder().get(address).then().statusCode(403).body("reason", equalTo("window-not-yours"));
        other.asHolder()
                .post(address + "/session-requests")
                .then()
                .statusCode(403)
                .body("reason", equalTo("window-not-yours"));
        given().get("/windows/" + shopper.windowId).then().statusCode(403).contentType("text/html;charset=utf-8");
        shopper.asHolder()
                .header("Origin", "http://shop.localhost:8080")
                .post(address + "/session-requests")
                .then()
                .statusCode(403)
                .body("reason", equalTo("origin-not-permitted"));
        shopper.asHolder()
                .header("Origin", WindowBank.ORIGIN)
                .post(address + "/session-requests")
                .then()
                .statusCode(201);
    }

    private static Response post(String paymentRequest, String language) {
        return given().redirects()
                .follow(false)
                .header("Accept-Language", language)
                .header("Accept", "text/html")
                .header("Origin", "http://shop.localhost:8080")
                .contentType("application/x-www-form-urlencoded")
                .formParam("payment_request", paymentRequest)
                .post("/v1/windows");
    }

    private static Arguments refused(String reason, int status, Function<Purchase, String> compact) {
        return Arguments.of(reason, status, compact);
    }

    private static String tampered(String compact) {
        int middle = compact.indexOf('.') + 20;
        char other = compact.charAt(middle) == 'A' ? 'B' : 'A';
        return compact.substring(0, middle) + other + compact.substring(middle + 1);
    }

    private static PaymentRequest changed(
            Purchase purchase, String merchant, String audience, String payee, String returnUrl) {
        PaymentRequest request = purchase.request;
        return new PaymentRequest(
                merchant,
                request.requestId(),
                audience,
                request.issuedAt(),
                request.expiresAt(),
                request.orderNumber(),
                new Party("Hanaya", WindowBank.BIC, payee),
                request.instructedAmount(),
                returnUrl == null ? request.returnUrl() : returnUrl);
    }

    @ParameterizedTest
    @CsvSource({"en, Here you pay what you order in shops", "ja, お店でのご注文を、ここでお支払いいただけます"})
    void saysWhatTheBareAddressIsFor(String language, String heading) {
        given().header("Accept-Language", language)
                .get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString(heading));
    }
}
