package dev.furikomi.bank.window;

import static io.restassured.RestAssured.given;

import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.token.CardToken;
import dev.furikomi.card.token.Identification;
import dev.furikomi.card.token.PasswordEnvelope;
import dev.furikomi.card.token.SeenSessions;
import dev.furikomi.card.token.SessionRequest;
import dev.furikomi.card.token.SessionRequestOutcome;
import dev.furikomi.card.token.SessionRequestVerifier;
import dev.furikomi.card.token.SignedBytes;
import dev.furikomi.card.token.SigningContext;
import dev.furikomi.card.token.Transfer;
import dev.furikomi.card.trust.BankList;
import dev.furikomi.card.trust.BankListOutcome;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Browser, bridge and reader of one customer: opens a window and does the steps in it, with real crypto throughout. */
final class Shopper {

    static final String VERSION = "test";

    final String windowId;
    final String cookie;
    final JsonPath opened;
    TestCard card;
    SessionRequest session;
    String compactSession;
    String secret;

    private Shopper(Response created, TestCard card) {
        this.opened = created.jsonPath();
        this.windowId = opened.getString("windowId");
        this.cookie = created.cookie(cookieName());
        this.card = card;
    }

    static Shopper opens(Purchase purchase) {
        return opens(purchase.paymentRequest(), purchase.card);
    }

    static Shopper opens(String paymentRequest, TestCard card) {
        Response created = open(paymentRequest);
        created.then().statusCode(201);
        return new Shopper(created, card);
    }

    static Response open(String paymentRequest) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("paymentRequest", paymentRequest))
                .post("/v1/windows");
    }

    /** All steps up to and with S304. */
    Shopper authenticated() {
        startsBridge();
        showsCard().then().statusCode(200);
        proves(Purchase.PASSWORD).then().statusCode(200);
        return this;
    }

    /** All steps up to and with S305. */
    Shopper requested() {
        authenticated();
        asksForTransfer().then().statusCode(200);
        return this;
    }

    void startsBridge() {
        Response answer = call("session-requests", Map.of());
        answer.then().statusCode(201);
        compactSession = answer.path("sessionRequest");
        var outcome = new SessionRequestVerifier(bankList(), SeenSessions.inMemory(), MovableClock::now)
                .verify(compactSession, WindowBank.ORIGIN);
        session = ((SessionRequestOutcome.Permitted) outcome).request();
    }

    Response showsCard() {
        return call("card", Map.of("identification", Identification.of(session, card.institution)));
    }

    Response proves(String password) {
        return proves(password, card.certificate.accountReference());
    }

    Response proves(String password, String accountReference) {
        return call("credentials", Map.of("proof", proof(password, accountReference)));
    }

    CardToken proof(String password, String accountReference) {
        secret = PasswordEnvelope.seal(session, accountReference, password.toCharArray());
        byte[] signature = card.sign(SignedBytes.authenticate(context()));
        return CardToken.proof(session.sid(), card.certificate, signature, secret, VERSION);
    }

    SigningContext context() {
        return SigningContext.of(session, compactSession, secret);
    }

    Response asksForTransfer() {
        return call("transfer", shown());
    }

    /** The transfer as the page shows it. */
    Map<String, Object> shown() {
        Map<String, Object> transfer = new HashMap<>();
        for (String field : List.of("transferId", "creditor", "instructedAmount", "orderNumber")) {
            transfer.put(field, opened.get(field));
        }
        return transfer;
    }

    Response applies() {
        Map<String, Object> body = shown();
        byte[] signature = card.sign(SignedBytes.apply(context(), session.transfer()));
        body.put("application", CardToken.application(session.sid(), card.certificate, signature, VERSION));
        return call("transfer", body);
    }

    Response accepts() {
        return accepts(session.transfer());
    }

    Response accepts(Transfer transfer) {
        return call("acceptance", Map.of("acceptance", acceptance(transfer)));
    }

    CardToken acceptance(Transfer transfer) {
        byte[] signature = card.sign(SignedBytes.accept(context(), transfer));
        return CardToken.acceptance(session.sid(), card.certificate, signature, VERSION);
    }

    Response closes(String reason) {
        return call("closure", Map.of("reason", reason));
    }

    Response call(String step, Object body) {
        return asHolder().contentType(ContentType.JSON).body(body).post("/v1/windows/" + windowId + "/" + step);
    }

    JsonPath looks() {
        return asHolder()
                .get("/v1/windows/" + windowId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    UUID transferId() {
        return UUID.fromString(opened.getString("transferId"));
    }

    RequestSpecification asHolder() {
        return given().cookie(cookieName(), cookie);
    }

    static String cookieName() {
        return "furikomi_window_mntojpjt";
    }

    private static BankList bankList() {
        Path directory = TestCard.directory();
        try {
            BankListOutcome outcome = BankList.verify(
                    Files.readString(directory.resolve("bank-list.jws")),
                    ECKey.parse(Files.readString(directory.resolve("scheme-root.json"))),
                    MovableClock.now());
            return ((BankListOutcome.Trusted) outcome).bankList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (ParseException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
