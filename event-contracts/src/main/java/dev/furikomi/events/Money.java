package dev.furikomi.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * An amount in the minor units of its ISO 4217 currency: 5400 JPY is 5400, 12.50 EUR is 1250, 1.250 KWD is 1250.
 *
 * <p>On the wire it is {@code {"currency":"EUR","amount":"12.50"}} with exactly the currency's number of decimals.
 */
public record Money(long amountMinor, Currency currency) implements Comparable<Money> {

    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,4})?");

    public static Money ofMinor(long amountMinor, String currencyCode) {
        return new Money(amountMinor, currency(currencyCode));
    }

    /**
     * Reads a decimal string.
     *
     * @throws IllegalArgumentException when the currency is unknown, the string is no plain decimal number, has not
     *     exactly the currency's decimals, or does not fit into 64 bits
     */
    public static Money parse(String amount, String currencyCode) {
        Currency currency = currency(currencyCode);
        if (!DECIMAL.matcher(amount).matches()) {
            throw new IllegalArgumentException("The amount is not a plain decimal number.");
        }
        BigDecimal decimal = new BigDecimal(amount);
        if (decimal.scale() != currency.getDefaultFractionDigits()) {
            throw new IllegalArgumentException("An amount in " + currencyCode + " has exactly "
                    + currency.getDefaultFractionDigits() + " decimals.");
        }
        try {
            return new Money(decimal.unscaledValue().longValueExact(), currency);
        } catch (ArithmeticException tooLarge) {
            throw new IllegalArgumentException("The amount is too large.", tooLarge);
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Money fromWire(Wire wire) {
        return parse(wire.amount(), wire.currency());
    }

    @JsonValue
    Wire toWire() {
        return new Wire(currencyCode(), amount());
    }

    /** The decimal string with exactly the currency's decimals, no grouping. */
    @JsonIgnore
    public String amount() {
        return BigDecimal.valueOf(amountMinor, currency.getDefaultFractionDigits())
                .toPlainString();
    }

    @JsonIgnore
    public String currencyCode() {
        return currency.getCurrencyCode();
    }

    @JsonIgnore
    public boolean isPositive() {
        return amountMinor > 0;
    }

    /** Adds; different currencies or an overflow are bugs of the caller. */
    public Money plus(Money other) {
        requireSameCurrency(other);
        return new Money(Math.addExact(amountMinor, other.amountMinor), currency);
    }

    public Money times(int quantity) {
        return new Money(Math.multiplyExact(amountMinor, (long) quantity), currency);
    }

    @Override
    public int compareTo(Money other) {
        requireSameCurrency(other);
        return Long.compare(amountMinor, other.amountMinor);
    }

    private void requireSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(
                    "Different currencies: " + currencyCode() + " and " + other.currencyCode() + ".");
        }
    }

    private static Currency currency(String code) {
        Currency currency = Currency.getInstance(code);
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException("Not a currency that money is kept in: " + code + ".");
        }
        return currency;
    }

    record Wire(String currency, String amount) {}
}
