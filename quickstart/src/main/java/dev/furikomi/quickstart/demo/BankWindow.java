package dev.furikomi.quickstart.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.furikomi.quickstart.embedded.Pause;
import dev.furikomi.quickstart.provision.HttpApi;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The bank's side, as its window's page uses it: protocol.md, section 5. */
final class BankWindow {
    private static final int PATIENCE_SECONDS = 30;

    private final HttpApi bank;
    private String path = "";
    private JsonNode window = com.fasterxml.jackson.databind.node.MissingNode.getInstance();

    BankWindow(HttpApi bank) {
        this.bank = bank;
    }

    /** S301, S105. */
    JsonNode open(String paymentRequest) {
        window = bank.post("/v1/windows", Map.of("paymentRequest", paymentRequest));
        path = "/v1/windows/" + window.path("windowId").asText();
        return window;
    }

    /** A fresh session for the bridge. */
    String sessionRequest() {
        return bank.post(path + "/session-requests", Map.of())
                .path("sessionRequest")
                .asText();
    }

    /** S302. */
    JsonNode card(JsonNode identification) {
        return move("/card", Map.of("identification", identification), "CARD_RECOGNISED");
    }

    /** S304. */
    JsonNode credentials(JsonNode proof) {
        return move("/credentials", Map.of("proof", proof), "AUTHENTICATED");
    }

    /** S109, S305. */
    JsonNode transfer() {
        Map<String, Object> transfer = new LinkedHashMap<>();
        for (String field : new String[] {"transferId", "creditor", "instructedAmount", "orderNumber"}) {
            transfer.put(field, window.path(field));
        }
        return move("/transfer", transfer, "REQUESTED");
    }

    /** S110, S307: accepts, then waits until the bank has executed the transfer. */
    JsonNode accept(JsonNode acceptance) {
        window = bank.post(path + "/acceptance", Map.of("acceptance", acceptance));
        Instant end = Instant.now().plusSeconds(PATIENCE_SECONDS);
        while (!status().equals("COMPLETED")) {
            if (!status().equals("ACCEPTED") || Instant.now().isAfter(end)) {
                throw new IllegalStateException("the window is " + status() + ", not COMPLETED");
            }
            Pause.milliseconds(25);
            window = bank.get(path);
        }
        return window;
    }

    private JsonNode move(String call, Map<String, ?> body, String expected) {
        window = bank.post(path + call, body);
        if (!status().equals(expected)) {
            throw new IllegalStateException("the window is " + status() + ", not " + expected);
        }
        return window;
    }

    private String status() {
        return window.path("status").asText();
    }

    JsonNode window() {
        return window;
    }
}
