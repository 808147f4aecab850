package dev.furikomi.e2e.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;

/** A bank: its public window interface and, with the staff token, its operator interface. */
public final class Bank {

    private final String bic;
    private final String origin;
    private final Http http;
    private final Http staff;

    /** The bank whose gateway listens on this port. */
    public Bank(String bic, String host, int port, String staffToken) {
        this.bic = bic;
        this.origin = "http://" + host + ":" + port;
        this.http = Http.onPort(port);
        this.staff = http.withToken(staffToken);
    }

    /** Its business identifier code. */
    public String bic() {
        return bic;
    }

    /** The origin of its pages. */
    public String origin() {
        return origin;
    }

    /** Tries to open a window (S301). */
    public Answer tryWindow(String paymentRequest) {
        return http.post("/v1/windows", Map.of("paymentRequest", paymentRequest));
    }

    /** Opens a window (S301, S105). */
    public BankWindow openWindow(OrderFile.PaymentRequest request) {
        Answer answer = tryWindow(request.jws()).expect(201);
        String cookie = answer.cookie("furikomi_window_" + bic.toLowerCase(java.util.Locale.ROOT))
                .orElseThrow();
        String id = answer.body().path("windowId").asText();
        return new BankWindow(http.with("Cookie", cookie).with("Origin", origin), id);
    }

    /** A customer. */
    public void customer(String id, String name, String password) {
        staff.put("/v1/operator/customers/" + id, Map.of("name", name, "password", password))
                .expect2xx();
    }

    /** A deposit account of the customer, under the reference that cards carry. */
    public void account(String number, String holder, String customerId, String currency, String reference) {
        staff.put(
                        "/v1/operator/accounts/" + number,
                        Map.of("holder", holder, "customerId", customerId, "currency", currency, "kind", "deposit"))
                .expect2xx();
        staff.put("/v1/operator/account-references/" + reference, Map.of("account", number))
                .expect2xx();
    }

    /** Puts money on the account. */
    public void deposit(String account, Amount amount) {
        staff.post(
                        "/v1/operator/deposits",
                        Map.of(
                                "transferId", UUID.randomUUID().toString(),
                                "account", account,
                                "instructedAmount", amount.json()))
                .expect2xx();
    }

    /** Registers a card by its certificate in PEM. */
    public void card(String cardId, String certificate) {
        staff.put("/v1/operator/cards/" + cardId, Map.of("certificate", certificate))
                .expect2xx();
    }

    /** Blocks or unblocks a card. */
    public void cardState(String cardId, String state) {
        staff.put("/v1/operator/cards/" + cardId + "/state", Map.of("state", state))
                .expect2xx();
    }

    /** Opens, blocks or closes an account. */
    public void accountState(String account, String state) {
        staff.put("/v1/operator/accounts/" + account + "/state", Map.of("state", state))
                .expect2xx();
    }

    /** Sets what a customer may send for each transfer and on one day. */
    public void limits(String customerId, Amount perTransfer, Amount perDay) {
        staff.put(
                        "/v1/operator/customers/" + customerId + "/limits/" + perTransfer.currency(),
                        Map.of("perTransfer", perTransfer.amount(), "perDay", perDay.amount()))
                .expect2xx();
    }

    /** Changes what is known of the merchant. */
    public Answer merchant(String id, Map<String, Object> merchant) {
        return staff.put("/v1/operator/merchants/" + id, merchant).expect2xx();
    }

    /** The balances of an account. */
    public Balance balance(String account) {
        JsonNode body =
                staff.get("/v1/operator/accounts/" + account).expect(200).body();
        return new Balance(text(body, "booked"), text(body, "reserved"), text(body, "available"));
    }

    /** A transfer as the bank's staff sees it. */
    public Answer transfer(String id) {
        return staff.get("/v1/operator/transfers/" + id);
    }

    /** The proof that the books balance. */
    public JsonNode ledgerCheck() {
        return staff.get("/v1/operator/ledger/check").expect(200).body();
    }

    private static String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        return value.isObject() ? value.path("amount").asText() : value.asText();
    }

    /** Balances of one account, as decimal strings. */
    public record Balance(String booked, String reserved, String available) {}
}
