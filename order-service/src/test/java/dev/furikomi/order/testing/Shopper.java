package dev.furikomi.order.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.events.EventName;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import dev.furikomi.events.Procedure;
import dev.furikomi.events.Purchase;
import dev.furikomi.events.TransferAccepted;
import dev.furikomi.events.TransferCompleted;
import dev.furikomi.events.TransferInstruction;
import dev.furikomi.events.TransferRejected;
import dev.furikomi.events.TransferRequest;
import dev.furikomi.events.WindowClosed;
import dev.furikomi.events.WindowOutcome;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** One order as its shopper goes through it, with the catalogue and the banks that the order meets. */
public final class Shopper {

    public static final Duration PATIENCE = Duration.ofSeconds(20);

    public final String number =
            "HN-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    public final String token = "token-" + number;
    public String cookie = "";

    private final Bus bus;
    private final Clock clock;
    private final Money total;

    public Shopper(Bus bus, Clock clock, Money total) {
        this.bus = bus;
        this.clock = clock;
        this.total = total;
    }

    public Shopper applies() {
        bus.send(
                "/merchants/hanaya/catalogue",
                SchemeTestResource.CATALOGUE,
                EventName.PURCHASE,
                number,
                purchase(clock.instant().plus(Duration.ofHours(1))));
        return this;
    }

    public Purchase purchase(Instant expiresAt) {
        return new Purchase(
                number,
                "hanaya",
                new Purchase.Customer("山田太郎", "231-0023", "横浜市中区山下町1-2-3", "taro@example.jp"),
                List.of(new Purchase.Item("tea", "Sencha, first flush <100 g>", 1, total)),
                total,
                Tokens.sha256(token),
                clock.instant(),
                expiresAt);
    }

    /** Exchanges the token as soon as the order file knows the order. */
    public Shopper opensTheOrder() {
        await().atMost(PATIENCE).until(() -> {
            Response answer = exchange();
            if (answer.statusCode() == 204) {
                cookie = answer.cookie("furikomi_order");
            }
            return answer.statusCode() != 404;
        });
        assertThat(cookie).isNotEmpty();
        return this;
    }

    public Response exchange() {
        return given().header("Authorization", "Bearer " + token).post("/v1/orders/{number}/access", number);
    }

    public Response chooses(String bank) {
        return as().contentType("application/json")
                .body(Map.of("bank", bank))
                .post("/v1/orders/{number}/payment-requests", number);
    }

    public RequestSpecification as() {
        return given().cookie("furikomi_order", cookie);
    }

    public Response looks() {
        return as().get("/v1/orders/{number}", number);
    }

    public String status() {
        return looks().jsonPath().getString("status");
    }

    public void awaitStatus(String status) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(status()).isEqualTo(status));
    }

    /** The transfer that a bank makes of a payment request, as the request says. */
    public static TransferInstruction transfer(String paymentRequest) {
        try {
            JWSObject jws = JWSObject.parse(paymentRequest);
            assertThat(jws.verify(new ECDSAVerifier(SchemeTestResource.MERCHANT.toPublicJWK())))
                    .isTrue();
            Map<String, Object> claims = jws.getPayload().toJSONObject();
            Map<?, ?> creditor = (Map<?, ?>) claims.get("creditor");
            Map<?, ?> amount = (Map<?, ?>) claims.get("instructedAmount");
            return new TransferInstruction(
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    (String) ((Map<?, ?>) claims.get("order")).get("number"),
                    (String) claims.get("jti"),
                    (String) claims.get("iss"),
                    (String) claims.get("aud"),
                    new Party((String) creditor.get("name"), (String) creditor.get("agent"), (String)
                            creditor.get("account")),
                    Money.parse((String) amount.get("amount"), (String) amount.get("currency")));
        } catch (ParseException | JOSEException bug) {
            throw new IllegalStateException(bug);
        }
    }

    public void bankRequests(TransferInstruction transfer) {
        send(EventName.TRANSFER_REQUEST, transfer, new TransferRequest(transfer, Procedure.STANDARD, clock.instant()));
    }

    public void bankAccepts(TransferInstruction transfer) {
        Instant now = clock.instant();
        send(
                EventName.TRANSFER_ACCEPTED,
                transfer,
                new TransferAccepted(transfer, Procedure.STANDARD, now, now.plusSeconds(60)));
    }

    public void bankCompletes(TransferInstruction transfer) {
        send(EventName.TRANSFER_COMPLETED, transfer, new TransferCompleted(transfer, clock.instant()));
    }

    public void bankRejects(TransferInstruction transfer) {
        send(EventName.TRANSFER_REJECTED, transfer, new TransferRejected(transfer, null, clock.instant()));
    }

    public void windowCloses(TransferInstruction transfer, WindowOutcome outcome) {
        send(
                EventName.WINDOW_CLOSED,
                transfer,
                new WindowClosed(
                        UUID.randomUUID(),
                        transfer.transferId(),
                        "hanaya",
                        number,
                        transfer.requestId(),
                        transfer.debtorAgent(),
                        outcome,
                        clock.instant(),
                        null));
    }

    private void send(EventName name, TransferInstruction transfer, Object data) {
        bus.send(
                "/banks/" + transfer.debtorAgent(),
                keyOf(transfer.debtorAgent()),
                name,
                transfer.transferId().toString(),
                data);
    }

    private static ECKey keyOf(String bank) {
        return bank.equals("MNTOJPJT") ? SchemeTestResource.MINATO : SchemeTestResource.YAMABUKI;
    }
}
