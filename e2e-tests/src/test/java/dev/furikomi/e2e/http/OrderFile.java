package dev.furikomi.e2e.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The merchant's order file, seen by its staff. */
public final class OrderFile {

    private final Http http;
    private final Http staff;

    /** The order file on this port. */
    public OrderFile(int port, String staffToken) {
        this.http = Http.onPort(port);
        this.staff = http.withToken(staffToken);
    }

    /** Exchanges the order access token, as soon as the order file knows the order (S202). */
    public Order open(Catalogue.Purchase purchase) {
        Answer answer = await("S202 of " + purchase.orderNumber())
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> access(purchase), access -> access.status() != 404);
        answer.expect(204);
        String cookie = answer.cookie("furikomi_order=").orElseThrow();
        return new Order(http.with("Cookie", cookie), purchase.orderNumber());
    }

    /** An order that a browser with this cookie looks at. */
    public Order seenWith(String cookie, String orderNumber) {
        return new Order(http.with("Cookie", cookie), orderNumber);
    }

    /** One exchange of the order access token. */
    public Answer access(Catalogue.Purchase purchase) {
        return http.withToken(purchase.accessToken())
                .post("/v1/orders/" + purchase.orderNumber() + "/access", Map.of());
    }

    /** Ships (after S203). */
    public Answer ship(String orderNumber) {
        return staff.post(
                "/v1/orders/" + orderNumber + "/shipment",
                Map.of("carrier", "Yamato", "trackingNumber", "1234-5678-9012"));
    }

    /** An order under the shopper's cookie. */
    public static final class Order {
        private final Http http;
        private final String number;

        private Order(Http http, String number) {
            this.http = http;
            this.number = number;
        }

        /** Its number. */
        public String number() {
            return number;
        }

        /** Its total. */
        public Amount total() {
            return Amount.of(view().path("total"));
        }

        /** The order as the order file shows it. */
        public JsonNode view() {
            return http.get("/v1/orders/" + number()).expect(200).body();
        }

        /** Its status. */
        public String status() {
            return view().path("status").asText();
        }

        /** The steps that its timeline names as done, in order. */
        public List<String> steps() {
            List<String> steps = new ArrayList<>();
            view().path("timeline").forEach(entry -> {
                if (entry.path("status").asText().equals("done")) {
                    steps.add(entry.path("step").asText());
                }
            });
            return steps;
        }

        /** Waits until it has this status. */
        public Order awaitStatus(String status) {
            await("order " + number() + " becomes " + status)
                    .atMost(Duration.ofSeconds(45))
                    .pollInterval(Duration.ofMillis(150))
                    .untilAsserted(() -> assertThat(status()).isEqualTo(status));
            return this;
        }

        /** Chooses the bank (S104), one try. */
        public Answer tryBank(String bank) {
            return http.post("/v1/orders/" + number() + "/payment-requests", Map.of("bank", bank));
        }

        /** Chooses the bank (S104): the merchant's payment request for it. */
        public PaymentRequest payAt(String bank) {
            JsonNode body = tryBank(bank).body();
            assertThat(body.path("bank").asText())
                    .as("payment request %s", body)
                    .isEqualTo(bank);
            return new PaymentRequest(
                    body.path("requestId").asText(),
                    bank,
                    body.path("paymentRequest").asText());
        }

        /** Cancels before payment. */
        public Answer cancel() {
            return http.post("/v1/orders/" + number() + "/cancellation", Map.of());
        }
    }

    /** The merchant's signed request to be paid. */
    public record PaymentRequest(String id, String bank, String jws) {}
}
