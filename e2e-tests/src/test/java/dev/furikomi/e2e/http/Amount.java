package dev.furikomi.e2e.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/** Money as it stands on the wire. */
public record Amount(String currency, String amount) {

    /** Yen. */
    public static Amount yen(long amount) {
        return new Amount("JPY", Long.toString(amount));
    }

    static Amount of(JsonNode money) {
        return new Amount(money.path("currency").asText(), money.path("amount").asText());
    }

    /** As JSON. */
    public Map<String, String> json() {
        return Map.of("currency", currency, "amount", amount);
    }

    /** This and the other of the same currency. */
    public Amount minus(Amount other) {
        return new Amount(
                currency,
                new BigDecimal(amount).subtract(new BigDecimal(other.amount)).toPlainString());
    }

    /** This and the other of the same currency. */
    public Amount plus(Amount other) {
        return new Amount(
                currency,
                new BigDecimal(amount).add(new BigDecimal(other.amount)).toPlainString());
    }
}
