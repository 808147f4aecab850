package dev.furikomi.quickstart.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.furikomi.quickstart.embedded.Pause;
import dev.furikomi.quickstart.provision.HttpApi;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The merchant's side, as the shopper's browser uses it: catalogue and order file. */
final class Shop {
    private static final int PATIENCE_SECONDS = 30;

    private final HttpApi catalogue;
    private final HttpApi orderFile;
    private String orderNumber = "";

    Shop(HttpApi catalogue, HttpApi orderFile) {
        this.catalogue = catalogue;
        this.orderFile = orderFile;
    }

    String orderNumber() {
        return orderNumber;
    }

    /** S101, S201, S102: the page comes down; the first product that can be had in yen is chosen. */
    JsonNode choose() {
        page("/");
        String next = "";
        do {
            JsonNode products = catalogue.get("/v1/products?limit=50" + (next.isEmpty() ? "" : "&after=" + next));
            for (JsonNode product : products.path("items")) {
                if (product.path("price").path("currency").asText().equals("JPY")
                        && product.path("available").asInt() > 0) {
                    page("/products/" + product.path("id").asText());
                    return product;
                }
            }
            next = products.path("next").asText("");
        } while (!next.isEmpty());
        throw new IllegalStateException("the catalogue has nothing that can be bought in yen");
    }

    private void page(String path) {
        HttpApi.Answer answer =
                catalogue.call("GET", path, Map.of("Accept", "text/html"), HttpRequest.BodyPublishers.noBody());
        if (answer.status() != 200) {
            throw new IllegalStateException("the page " + path + " answered " + answer.status());
        }
    }

    /** S103: applies for the purchase; returns the purchase. */
    JsonNode apply(JsonNode product) {
        Map<String, Object> purchase = Map.of(
                "items",
                List.of(Map.of("productId", product.path("id").asText(), "quantity", 1)),
                "customer",
                Map.of(
                        "name", "Taro Yamada",
                        "postalCode", "100-0001",
                        "address", "1-1 Chiyoda, Chiyoda-ku, Tokyo"));
        JsonNode answer = catalogue.post(
                "/v1/purchases",
                purchase,
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
        orderNumber = answer.path("orderNumber").asText();
        return answer;
    }

    /** S202: the order file knows the order as soon as the event has come; then the token is exchanged. */
    JsonNode openOrderFile(String accessToken) {
        Instant end = Instant.now().plusSeconds(PATIENCE_SECONDS);
        while (true) {
            HttpApi.Answer answer = orderFile.postForAnswer(
                    "/v1/orders/" + orderNumber + "/access",
                    Map.of(),
                    Map.of("Authorization", "Bearer " + accessToken));
            if (answer.status() / 100 == 2) {
                return order();
            }
            if (answer.status() != 404 || Instant.now().isAfter(end)) {
                throw new IllegalStateException("the order file refused access: " + HttpApi.describe(answer));
            }
            Pause.milliseconds(50);
        }
    }

    /** S104: the bank menu, and the payment request for the chosen bank. */
    JsonNode chooseBank(String bic) {
        boolean offered = false;
        for (JsonNode bank : orderFile.get("/v1/banks")) {
            offered |= bank.path("bic").asText().equals(bic);
        }
        if (!offered) {
            throw new IllegalStateException("the bank menu does not offer " + bic);
        }
        return orderFile.post("/v1/orders/" + orderNumber + "/payment-requests", Map.of("bank", bic));
    }

    JsonNode order() {
        return orderFile.get("/v1/orders/" + orderNumber);
    }

    /** S203: waits until the order file says that the order is paid. */
    JsonNode awaitPaid() {
        Instant end = Instant.now().plusSeconds(PATIENCE_SECONDS);
        while (true) {
            JsonNode order = order();
            String status = order.path("status").asText();
            if (status.equals("PAID")) {
                return order;
            }
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("the order file says " + status + ", not PAID");
            }
            Pause.milliseconds(25);
        }
    }

    /** S111: the catalogue page again. */
    Void comeBack(String returnUrl) {
        page(java.net.URI.create(returnUrl).getPath());
        return null;
    }
}
