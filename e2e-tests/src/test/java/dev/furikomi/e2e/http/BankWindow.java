package dev.furikomi.e2e.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** One window of a bank, under its cookie (S105 to S110). */
public final class BankWindow {

    private final Http http;
    private final String id;

    BankWindow(Http http, String id) {
        this.http = http;
        this.id = id;
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** The window as it stands. */
    public JsonNode view() {
        return http.get("/v1/windows/" + id).expect(200).body();
    }

    /** Its status. */
    public String status() {
        return view().path("status").asText();
    }

    /** A fresh session request for the bridge, signed by the bank. */
    public String sessionRequest() {
        return http.post("/v1/windows/" + id + "/session-requests", Map.of())
                .expect(201)
                .body()
                .path("sessionRequest")
                .asText();
    }

    /** S107: the institution that the card names. */
    public Answer card(Object identification) {
        return call("card", Map.of("identification", identification));
    }

    /** S108: account reference and password, with the card's signature. */
    public Answer credentials(Object proof) {
        return call("credentials", Map.of("proof", proof));
    }

    /** S109: the transfer as shown. */
    public Answer transfer() {
        return call("transfer", shown());
    }

    /** S109: another transfer than the one shown. */
    public Answer transfer(Map<String, Object> transfer) {
        return call("transfer", transfer);
    }

    /** S109 of the short procedure: the transfer as shown, signed by the card. */
    public Answer apply(Object application) {
        Map<String, Object> body = shown();
        body.put("application", application);
        return call("transfer", body);
    }

    /** The transfer as the window shows it, ready to be sent back. */
    public Map<String, Object> shown() {
        JsonNode view = view();
        Map<String, Object> transfer = new LinkedHashMap<>();
        for (String field : new String[] {"transferId", "creditor", "instructedAmount", "orderNumber"}) {
            transfer.put(field, view.path(field));
        }
        return transfer;
    }

    /** S110: the acceptance, signed by the card. */
    public Answer acceptance(Object acceptance) {
        return call("acceptance", Map.of("acceptance", acceptance));
    }

    /** S308: what the customer or the bridge tells. */
    public Answer close(String reason) {
        return call("closure", Map.of("reason", reason));
    }

    private Answer call(String step, Object body) {
        return http.post("/v1/windows/" + id + "/" + step, body);
    }
}
